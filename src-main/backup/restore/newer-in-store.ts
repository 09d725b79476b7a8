import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { IssuedFacts } from '../../acme/authority.port.ts'
import { keyPurpose } from '../../certificates/bundle.ts'
import { type CertificateRow, certificateRepository, nameOf, namesOf } from '../../certificates/certificate.repository.ts'
import { issuedColumns } from '../../certificates/issued-columns.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { provesKey } from '../../stores/key-proof.adapter.ts'
import type { CertificateStore, NamedChain } from '../../stores/store.port.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { AgentTables } from '../../system/database/schema.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'

export interface NewerInStoreNeeds {
  db: Kysely<AgentTables>
  clock: Clock
  secrets: Secrets
  store: CertificateStore
  readIssued(certificatePem: string): Promise<IssuedFacts>
}

/**
 * The database is gone, and the backup is older than what lies in the store with its key: that is used, instead of
 * ordering what is already there. Answers the names it was done for.
 */
export async function takeNewerFromStore(needs: NewerInStoreNeeds): Promise<string[]> {
  const taken: string[] = []
  for (const certificate of await certificateRepository(needs.db).list()) {
    const chain = await inStore(needs.store, nameOf(certificate))
    if (chain && (await take(certificate, chain, needs))) taken.push(nameOf(certificate))
  }
  return taken
}

/** A store that holds something unreadable under a name holds nothing that could be used. */
async function inStore(store: CertificateStore, name: string): Promise<NamedChain | undefined> {
  try {
    const thumbprint = await store.current(name)
    const chain = thumbprint && (await store.read(name, thumbprint))
    return chain && (await provesKey(store, name, chain.certificatePem)) ? chain : undefined
  } catch {
    return undefined
  }
}

/** To be sealed here as well; undefined where that is not wanted, or the store gives it to nobody. */
async function keyToSeal(certificate: CertificateRow, thumbprint: string, store: CertificateStore): Promise<string | undefined> {
  if (certificate.exportable === 0) return undefined
  const bundle = await store.load(nameOf(certificate), thumbprint).catch((error: unknown) => {
    if (!isRefusal(error, 'KEY_NOT_EXPORTABLE')) throw error
    return undefined
  })
  return bundle?.privateKeyPem
}

async function take(certificate: CertificateRow, chain: NamedChain, needs: NewerInStoreNeeds): Promise<boolean> {
  const { clock, db, readIssued, secrets } = needs
  const facts = await readIssued(chain.certificatePem)
  const versions = versionRepository(db)
  const all = await versions.all(certificate.id)
  const known = await versions.latestIssued(certificate.id)
  const isUnknown = all.every(({ thumbprint }) => thumbprint !== facts.thumbprint)
  const isNewer = facts.notBefore >= (known?.not_before ?? 0) && facts.notAfter > clock.now()
  if (!isUnknown || !isNewer || !sameNames(facts.names, namesOf(certificate))) return false
  const number = (all.at(-1)?.number ?? 0) + 1
  const privateKeyPem = await keyToSeal(certificate, facts.thumbprint, needs.store)
  const sealed_key = privateKeyPem === undefined ? null : await secrets.seal(Buffer.from(privateKeyPem), keyPurpose(certificate.id, number))
  const installed = await needs.store.find(nameOf(certificate), facts.thumbprint)
  await versions.add({
    certificate_id: certificate.id,
    number,
    directory_url: known?.directory_url ?? certificate.directory_url,
    key_type: known?.key_type ?? certificate.key_type,
    sealed_key,
    key_custody: sealed_key ? 'sealed' : 'destroyed',
    ...issuedColumns([chain.certificatePem, ...chain.chainPem], facts),
    issued_at: facts.notBefore,
    installed_at: clock.now(),
    store_kind: needs.store.kind,
    store_location: installed?.location ?? null,
    key_location: installed?.keyLocation ?? null,
  })
  await certificateRepository(db).update(certificate.id, { current_version: number })
  return true
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name.toLowerCase()))
}
