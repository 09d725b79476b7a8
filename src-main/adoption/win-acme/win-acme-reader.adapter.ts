import { basename } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import { attempt } from '../reading/attempt.ts'
import type { Candidate, CandidateAccount, PeerReader } from '../reading/candidate.port.ts'
import type { ForeignFolder } from '../reading/foreign-folder.adapter.ts'
import { type MaterialFiles, openMaterial } from '../reading/open-material.adapter.ts'
import { partsOf } from '../reading/path.policy.ts'
import { decodeText, limits, parseJson, strange } from '../reading/text.policy.ts'
import { anyCase } from './any-case.policy.ts'
import { readProtectedText } from './protected-string.policy.ts'
import { dnsServerOf, hintsOf, namesOf, proofWayOf, RenewalFile } from './renewal.policy.ts'
import { directoryOfEndPoint, directoryOfFolder } from './server-folder.policy.ts'
import { keyFromSigner } from './signer.policy.ts'

const ending = '.renewal.json'

const Registration = anyCase(
  z.object({ kid: z.string(), payload: anyCase(z.object({ contact: z.array(z.string()).nullish() })).nullish() }),
)

/**
 * win-acme and simple-acme, which goes on from it: below the configuration folder one folder for each authority, in it
 * `ID.renewal.json`, `Signer_v2`, `Registration_v2`, and the last certificate of each order as
 * `Certificates/ID-ORDER-HASH-temp.pfx`. From their Services/CacheService.cs, RenewalStoreDisk.cs and AccountManager.cs.
 */
export function createWinAcmeReader(source: 'win-acme' | 'simple-acme', known: readonly string[]): PeerReader {
  return {
    source,
    async recognises(folder) {
      const isSimple = partsOf(folder.path).some((part) => part.toLowerCase().includes('simple-acme'))
      if (isSimple !== (source === 'simple-acme')) return false
      const problems: Refusal[] = []
      const servers = await serversIn(folder, problems)
      // What may not be looked into may be the very folder.
      if (servers.length === 0 && problems[0]) throw problems[0]
      return servers.length > 0
    },
    async read(folder) {
      const problems: Refusal[] = []
      const candidates: Candidate[] = []
      for (const server of (await attempt(problems, () => serversIn(folder, problems))) ?? []) {
        const entries = (await attempt(problems, () => folder.list(...server))) ?? []
        const cache = (await attempt(problems, () => folder.list(...server, 'Certificates'))) ?? []
        const pfxFiles = cache.filter(({ name }) => name.endsWith('.pfx')).map(({ name }) => name)
        for (const { name } of entries.filter((entry) => entry.name.endsWith(ending))) {
          const renewal = await attempt(problems, () => renewalAt(folder, folder.at(...server, name)))
          if (renewal) candidates.push(...(await candidatesOf({ folder, server, known, source }, renewal, pfxFiles)))
        }
      }
      return { candidates, problems }
    },
  }
}

/** Each as the way to it: none at all where the folder of one authority was named itself. */
async function serversIn(folder: ForeignFolder, problems: Refusal[]): Promise<string[][]> {
  const entries = (await folder.list()) ?? []
  const here = entries.some(({ name }) => name.endsWith(ending)) ? [[]] : []
  const below: string[][] = []
  for (const { kind, name } of entries) {
    if (kind !== 'folder') continue
    const inside = (await attempt(problems, () => folder.list(name))) ?? []
    if (inside.some((entry) => entry.name.endsWith(ending) || entry.name.endsWith('Signer_v2'))) below.push([name])
  }
  return [...here, ...below]
}

async function renewalAt(folder: ForeignFolder, file: string): Promise<RenewalFile> {
  const bytes = await folder.read(file, limits.json)
  return parseJson(bytes ? decodeText(bytes) : '', RenewalFile, file)
}

interface Place {
  folder: ForeignFolder
  server: string[]
  known: readonly string[]
  source: 'win-acme' | 'simple-acme'
}

/** One for each order whose certificate is kept; one without a file where none is, so that it is listed. */
async function candidatesOf(place: Place, renewal: RenewalFile, pfxFiles: string[]): Promise<Candidate[]> {
  const { folder, known, server, source } = place
  const problems: Refusal[] = []
  const serverName = server.at(-1) ?? basename(folder.path)
  const shared = {
    recordedNames: namesOf(renewal),
    directory: directoryOfEndPoint(renewal.endpoint ?? undefined, known) ?? directoryOfFolder(serverName, known),
    ...proofWayOf(renewal),
    dnsSecret: dnsServerOf(renewal.validationpluginoptions)?.secret,
    account: await attempt(problems, () => accountOf(place, renewal)),
    deployHints: hintsOf(renewal),
    problems,
  }
  const label = renewal.friendlyname || renewal.lastfriendlyname || renewal.id
  const kept = pfxFiles.filter((name) => name.startsWith(`${renewal.id}-`))
  if (kept.length === 0) return [{ ...shared, id: renewal.id, label, files: noFiles, open: async () => notKept(source) }]
  return kept.map((name) => {
    const file = folder.at(...server, 'Certificates', name)
    return {
      ...shared,
      id: [...server, name].join('/'),
      label,
      files: { certificate: file, chain: file, key: file },
      open: (password) => openMaterial(folder, { certificate: file, ...passwordOf(renewal, file, password) }),
    }
  })
}

const noFiles = { certificate: null, chain: null, key: null }

function notKept(source: Place['source']): never {
  throw new Refusal('ADOPTION_KEY_MISSING', { reason: `${source} keeps no copy of it (Cache.ReuseDays is 0, or it was never issued)` })
}

function passwordOf(renewal: RenewalFile, file: string, given: string | undefined): Pick<MaterialFiles, 'passwords' | 'trouble'> {
  if (given !== undefined) return { passwords: [given] }
  const kept = readProtectedText(renewal.pfxpasswordprotected ?? '')
  if ('clear' in kept) return { passwords: [kept.clear] }
  const owner = 'sealedFor' in kept ? kept.sealedFor : 'a program that is not known'
  return { trouble: new Refusal('ADOPTION_KEY_SEALED', { file, owner }) }
}

async function accountOf({ folder, server }: Place, { account }: RenewalFile): Promise<CandidateAccount | undefined> {
  const name = account?.replaceAll(/[<>:"/\\|?*]/g, '')
  const at = (file: string) => folder.at(...server, name ? `${name}.${file}` : file)
  const bytes = await folder.read(at('Registration_v2'), limits.settings)
  if (!bytes) return undefined
  const { kid, payload } = parseJson(decodeText(bytes), Registration, at('Registration_v2'))
  return { url: kid, contact: payload?.contact ?? [], openKey: () => accountKey(folder, at('Signer_v2')) }
}

async function accountKey(folder: ForeignFolder, file: string): Promise<string> {
  const bytes = await folder.read(file, limits.settings)
  if (!bytes) throw new Refusal('ADOPTION_FILE_MISSING', { file })
  const kept = readProtectedText(decodeText(bytes).trim())
  if ('sealedFor' in kept) throw new Refusal('ADOPTION_ACCOUNT_SEALED', { file, owner: kept.sealedFor })
  if (!('clear' in kept)) throw strange(file, 'it is not written as win-acme writes secrets')
  return keyFromSigner(kept.clear, file)
}
