import { adoptionSourceNames } from '@mylzip/shared/domain/adoption-sources.ts'
import { isSameUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { automaticProof, type ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { TakenOver, TakeOverInput } from '@mylzip/shared/operations/adoption.ts'
import type { IssuedFacts } from '../acme/authority.port.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { UsualDirectories } from '../authorities/usual-directories.ts'
import { keyPurpose } from '../certificates/bundle.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { namesToManage } from '../certificates/names-to-manage.policy.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { accountToTake, takeAccount } from './account-take-over.ts'
import { problemView } from './adoptable-view.ts'
import { createManagedAs } from './managed-as.ts'
import type { Candidate, PeerReader } from './reading/candidate.port.ts'
import { recordAdopted } from './record-adopted.ts'
import { factsOf, findingsAt } from './scan.service.ts'

export interface TakeOverNeeds {
  db: AgentDatabase['db']
  clock: Clock
  secrets: Secrets
  store: CertificateStore
  audit: Pick<AuditService, 'record' | 'announce'>
  readers: PeerReader[]
  newId(): string
  readIssued(certificatePem: string): Promise<IssuedFacts>
  dnsServers: {
    list(): Promise<{ server: string }[]>
    /** Keeps the key sealed. Refuses with DNS_*. */
    add(server: string, key: string): Promise<void>
  }
  /** Whether the licence has what these names need. Refuses with LICENCE_*. */
  mayManage(names: readonly string[]): Promise<void>
  /** Where it is renewed when nothing says where it came from. */
  usualDirectories: UsualDirectories
  /** After the account there was replaced: whoever has it open opens it anew. */
  forgetAccount(directory: string): void
  /** Plans its renewal and tells whoever watches; must not throw, and is not waited for. */
  follow(certificateId: string): void
}

/**
 * Manages another program's certificate from now on: its key is sealed here, key and chain go into the store, and the
 * renewal is planned like that of any other. No order is placed: the certificate is the one the authority issued.
 * Taking the same over twice does nothing the second time. Refuses with ADOPTION_*, KEY_NOT_TAKEN, CERTIFICATE_EXISTS, LICENCE_*.
 */
export function createTakeOver(needs: TakeOverNeeds) {
  const { audit, clock, db, newId, readIssued, secrets, store } = needs
  const managedAs = createManagedAs(db)

  return async (input: TakeOverInput): Promise<TakenOver> => {
    const candidate = await candidateFor(needs, input)
    const file = candidate.files.certificate ?? input.folder
    const material = await candidate.open(input.password)
    const facts = await factsOf(material.certificatePem, file, readIssued)
    const managed = await managedAs(facts.thumbprint)
    if (managed !== null) return unchanged(managed)
    const { key } = material
    if ('trouble' in key) throw key.trouble
    const names = namesToManage(facts.names, material.certificatePem)
    const [name] = names
    if (facts.notAfter <= clock.now()) throw new Refusal('ADOPTION_CERTIFICATE_ENDED', { name, notAfter: toTimestamp(facts.notAfter) })
    await refuseTaken(db, name)
    await needs.mayManage(names)

    const known = input.directory ?? candidate.directory
    const [directory, ...fallbacks] = known === undefined ? await needs.usualDirectories() : [known]
    const proof = input.proof ?? (await proofAsBefore(needs, candidate))
    const account = input.takeAccount === false ? ({ none: true } as const) : await accountToTake({ db, secrets }, candidate, directory)
    const certificateId = newId()
    const sealedKey = await secrets.seal(Buffer.from(key.privateKeyPem), keyPurpose(certificateId, 1))
    // Into the store first, so that what is recorded as in use can be used. A crash in between leaves it there unrecorded.
    const installed = await store.install({ ...material, name, privateKeyPem: key.privateKeyPem })
    await store.makeCurrent(name, facts.thumbprint)
    const source = adoptionSourceNames[input.source]
    const from = `${input.source}: ${file}`
    const adopted = {
      certificateId,
      names,
      directory,
      fallbacks,
      proof: proof ?? automaticProof,
      material,
      key,
      sealedKey,
      facts,
      installed,
      storeKind: store.kind,
      from,
    }
    const taken = await db.transaction().execute(async (tx) => {
      const meanwhile = await createManagedAs(tx)(facts.thumbprint)
      if (meanwhile !== null) return { meanwhile }
      await refuseTaken(tx, name)
      await recordAdopted(tx, adopted, clock.now())
      const said = { actor: 'person', subject: name }
      const detail = { source, thumbprint: facts.thumbprint, from: file }
      const entries = [await audit.record(tx, { ...said, action: 'certificate-adopted', detail })]
      const accountTaken = 'key' in account && (await takeAccount(tx, account.key, clock.now()))
      if (accountTaken) entries.push(await audit.record(tx, { ...said, action: 'account-adopted', detail: { source, directory } }))
      return { accountTaken, entries }
    })
    if ('meanwhile' in taken) return unchanged(taken.meanwhile)
    if (taken.accountTaken) needs.forgetAccount(directory)
    for (const entry of taken.entries) audit.announce(entry)
    needs.follow(certificateId)
    const notices = noticesOf(input, candidate, {
      name,
      directory,
      isProven: proof !== undefined,
      left: 'left' in account ? account.left : undefined,
    })
    return { certificateId, alreadyManaged: false, accountTaken: taken.accountTaken, notices: notices.map(problemView) }
  }
}

function unchanged(certificateId: string): TakenOver {
  return { certificateId, alreadyManaged: true, accountTaken: false, notices: [] }
}

async function candidateFor({ readers }: TakeOverNeeds, { folder, id, otherFolders = [], source }: TakeOverInput): Promise<Candidate> {
  const neighbours = { folders: otherFolders, reached: new Set<string>() }
  const { candidates, problems } = await findingsAt({ readers }, { folder, source }, neighbours)
  const candidate = candidates.find((one) => one.id === id)
  if (candidate) return candidate
  throw (
    (candidates.length === 0 && problems[0]) ||
    new Refusal('ADOPTION_CERTIFICATE_NOT_FOUND', { source: adoptionSourceNames[source], folder, id })
  )
}

/** With a customer's DNS server goes its key. One that is kept here already stays: a person brought it. */
async function proofAsBefore({ dnsServers }: TakeOverNeeds, { dnsSecret, proof }: Candidate): Promise<ProofMethod | undefined> {
  if (proof?.via !== 'rfc2136') return proof
  if ((await dnsServers.list()).some(({ server }) => isSameUpdateServer(server, proof.server))) return proof
  if (dnsSecret === undefined) return undefined
  try {
    await dnsServers.add(proof.server, dnsSecret)
    return proof
  } catch (error) {
    if (isRefusal(error, 'DNS_KEY_UNREADABLE', 'DNS_UPDATE_ADDRESS_INVALID')) return undefined
    throw error
  }
}

/** Two with the same first name would share a place in the store. */
async function refuseTaken(db: TakeOverNeeds['db'], name: string): Promise<void> {
  const all = await certificateRepository(db).list()
  if (all.some((row) => nameOf(row) === name)) throw new Refusal('CERTIFICATE_EXISTS', { name })
}

interface Circumstances {
  name: string
  isProven: boolean
  directory: string
  /** Why the account stays where it is. */
  left: string | undefined
}

function noticesOf(input: TakeOverInput, candidate: Candidate, { directory, isProven, left, name }: Circumstances): Refusal[] {
  const source = adoptionSourceNames[input.source]
  const way = candidate.way ?? `${source} does not write it down`
  return [
    ...(isProven ? [] : [new Refusal('ADOPTION_PROOF_UNKNOWN', { name, way })]),
    ...(input.directory || candidate.directory ? [] : [new Refusal('ADOPTION_AUTHORITY_UNKNOWN', { name, directory })]),
    ...(left === undefined ? [] : [new Refusal('ADOPTION_ACCOUNT_LEFT', { directory, source, reason: left })]),
    new Refusal('ADOPTION_OTHER_PROGRAM_RENEWS', { source, name }),
  ]
}
