import type { Kysely } from 'kysely'
import type { IssuedFacts } from '../../acme/authority.port.ts'
import { keyPurpose } from '../../certificates/bundle.ts'
import { type CertificateRow, certificateRepository, nameOf, namesOf } from '../../certificates/certificate.repository.ts'
import { issuedColumns } from '../../certificates/issued-columns.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import type { CertificateStore, KeyAndChain } from '../../stores/store.port.ts'
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
    const bundle = await inStore(needs.store, nameOf(certificate))
    if (bundle && (await take(certificate, bundle, needs))) taken.push(nameOf(certificate))
  }
  return taken
}

/** A store that holds something unreadable under a name holds nothing that could be used. */
async function inStore(store: CertificateStore, name: string): Promise<KeyAndChain | undefined> {
  const thumbprint = await store.current(name).catch(() => undefined)
  return thumbprint === undefined ? undefined : store.load(name, thumbprint).catch(() => undefined)
}

async function take(certificate: CertificateRow, bundle: KeyAndChain, needs: NewerInStoreNeeds): Promise<boolean> {
  const { clock, db, readIssued, secrets } = needs
  const facts = await readIssued(bundle.certificatePem)
  const versions = versionRepository(db)
  const all = await versions.all(certificate.id)
  const known = await versions.latestIssued(certificate.id)
  const isUnknown = all.every(({ thumbprint }) => thumbprint !== facts.thumbprint)
  const isNewer = facts.notBefore >= (known?.not_before ?? 0) && facts.notAfter > clock.now()
  if (!isUnknown || !isNewer || !sameNames(facts.names, namesOf(certificate))) return false
  const number = (all.at(-1)?.number ?? 0) + 1
  const isKept = certificate.exportable === 1
  const installed = await needs.store.find(nameOf(certificate), facts.thumbprint)
  await versions.add({
    certificate_id: certificate.id,
    number,
    directory_url: known?.directory_url ?? certificate.directory_url,
    key_type: known?.key_type ?? certificate.key_type,
    sealed_key: isKept ? await secrets.seal(Buffer.from(bundle.privateKeyPem), keyPurpose(certificate.id, number)) : null,
    key_custody: isKept ? 'sealed' : 'destroyed',
    ...issuedColumns([bundle.certificatePem, ...bundle.chainPem], facts),
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
