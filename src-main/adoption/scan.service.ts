import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Adoptable, AdoptionFindings, AdoptionProblem } from '@mylzip/shared/operations/adoption.ts'
import type { IssuedFacts } from '../acme/authority.port.ts'
import { adoptableView, type Examined, problemView } from './adoptable-view.ts'
import type { Place } from './places.policy.ts'
import { attempt } from './reading/attempt.ts'
import type { Candidate, PeerReader } from './reading/candidate.port.ts'
import { type Neighbours, openForeignFolder } from './reading/foreign-folder.adapter.ts'
import { strange } from './reading/text.policy.ts'

/** The most certificates of one scan: opening each costs time, and no workstation has as many. */
const mostCertificates = 1_000

export interface ScanNeeds {
  readers: PeerReader[]
  /** Where each program usually keeps its things. */
  usualPlaces: Place[]
  readIssued(certificatePem: string): Promise<IssuedFacts>
  /** The certificate that has a version with this thumbprint; null when none is managed. */
  managedAs(thumbprint: string): Promise<string | null>
}

/** Finds what other ACME clients keep. Changes nothing there, and refuses nothing: what cannot be read is listed. */
export function createScan(needs: ScanNeeds) {
  return async (folders: string[] | undefined): Promise<AdoptionFindings> => {
    const problems: Refusal[] = []
    const places = folders === undefined ? await placesThatAre(needs, problems) : await placesIn(needs, folders, problems)
    const reached = new Set<string>()
    const certificates: Adoptable[] = []
    for (const place of places) {
      const found = await findingsAt(needs, place, { folders: (folders ?? []).filter((folder) => folder !== place.folder), reached })
      problems.push(...found.problems)
      for (const candidate of found.candidates) {
        if (certificates.length === mostCertificates) {
          problems.push(new Refusal('ADOPTION_FOLDER_TOO_FULL', { folder: place.folder, limit: mostCertificates }))
          break
        }
        certificates.push(adoptableView(place, await examine(needs, place, candidate)))
      }
    }
    // A folder of keys alone is nobody's; named together with the one whose certificates they belong to, it was of use.
    const told = problems.filter(({ code, data }) => code !== 'ADOPTION_FOLDER_UNKNOWN' || !reached.has(String(data.folder)))
    return { usualPlaces: needs.usualPlaces, folders: places, certificates, problems: eachOnce(told.map(problemView)) }
  }
}

/** Several readers may stumble over the same folder. */
function eachOnce(problems: AdoptionProblem[]): AdoptionProblem[] {
  return [...new Map(problems.map((problem) => [problem.sentence, problem])).values()]
}

/** What one program keeps in one folder, or an empty answer with what stood in the way. */
export async function findingsAt({ readers }: Pick<ScanNeeds, 'readers'>, { folder, source }: Place, neighbours?: Neighbours) {
  const opened = openForeignFolder(folder, neighbours)
  const problems: Refusal[] = []
  const reader = readers.find((one) => one.source === source)
  const found = reader && (await attempt(problems, () => reader.read(opened)))
  return { candidates: found?.candidates ?? [], problems: [...problems, ...(found?.problems ?? []), ...opened.leftOut()] }
}

/** A usual place that is not there says nothing; one that may not be looked into does. */
async function placesThatAre({ readers, usualPlaces }: ScanNeeds, problems: Refusal[]): Promise<Place[]> {
  const places: Place[] = []
  for (const place of usualPlaces) {
    const reader = readers.find(({ source }) => source === place.source)
    const isThere = reader && (await attempt(problems, () => reader.recognises(openForeignFolder(place.folder))))
    if (isThere && !places.some(({ folder }) => folder === place.folder)) places.push(place)
  }
  return places
}

async function placesIn({ readers }: ScanNeeds, folders: string[], problems: Refusal[]): Promise<Place[]> {
  const places: Place[] = []
  for (const folder of new Set(folders)) {
    const before = problems.length
    const opened = openForeignFolder(folder)
    const listed = await attempt(problems, () => opened.list())
    if (listed === undefined) {
      const [trouble] = problems.splice(before)
      problems.push(asNamed(folder, trouble))
      continue
    }
    for (const { recognises, source } of readers) if (await attempt(problems, () => recognises(opened))) places.push({ source, folder })
    const isKnown = places.some((place) => place.folder === folder)
    if (!isKnown && problems.length === before) problems.push(new Refusal('ADOPTION_FOLDER_UNKNOWN', { folder }))
  }
  return places
}

/** What is said of a folder that somebody named and that cannot be listed. */
function asNamed(folder: string, trouble: Refusal | undefined): Refusal {
  if (trouble === undefined) return new Refusal('ADOPTION_FOLDER_MISSING', { folder })
  return trouble.data.reason === 'ENOTDIR' ? new Refusal('ADOPTION_NO_FOLDER', { folder }, { cause: trouble }) : trouble
}

async function examine({ managedAs, readIssued }: ScanNeeds, { folder }: Place, candidate: Candidate): Promise<Examined> {
  const found = await open(candidate, folder, readIssued)
  return {
    candidate,
    found,
    accountObstacle: candidate.account && (await obstacleOf(candidate.account.openKey())),
    managedAs: 'facts' in found ? await managedAs(found.facts.thumbprint) : null,
  }
}

async function open(candidate: Candidate, folder: string, readIssued: ScanNeeds['readIssued']): Promise<Examined['found']> {
  try {
    const material = await candidate.open()
    return { material, facts: await factsOf(material.certificatePem, candidate.files.certificate ?? folder, readIssued) }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { obstacle: error }
  }
}

/** The engine speaks of an authority that answered wrongly; here it is a file. */
export async function factsOf(certificatePem: string, file: string, readIssued: ScanNeeds['readIssued']): Promise<IssuedFacts> {
  return readIssued(certificatePem).catch((error: unknown) => {
    throw isRefusal(error) ? strange(file, 'its certificate cannot be read', error) : error
  })
}

async function obstacleOf(work: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
}
