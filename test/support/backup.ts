import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { createBackups } from '#main/backup/create-backup.service.ts'
import type { RestoreReport } from '#main/backup/restore/restore.service.ts'
import { keyPurpose } from '#main/certificates/bundle.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { issuedColumns } from '#main/certificates/issued-columns.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { restoreAgent } from '#main/composition/restore.ts'
import { deviceRepository } from '#main/device/device.repository.ts'
import { createDirectoryStore } from '#main/stores/directory-store.adapter.ts'
import { type AgentFoundations, openFoundations } from './agent-foundations.ts'
import { createTestAuthority } from './test-authority.ts'

export const passphrase = 'correct horse battery staple'
export const deviceName = 'k7f3q9bd.acme.myl.test'

const authority = await createTestAuthority('Backup')

/** Backups of an agent of these foundations, as the composition root makes them. */
export function backupsOf(agent: AgentFoundations, folder: string) {
  return createBackups({ ...agent, folder, version: '1.2.3', random: randomBytes })
}

export const storeIn = (folder: string) => createDirectoryStore({ folder: join(folder, 'certificates') })

/** A restore as the command line carries it out. */
export function restoreInto(folder: string, file: string, tried = passphrase): Promise<RestoreReport> {
  return restoreAgent({ file, folder, passphrase: tried })
}

/** Enrolled, as far as the database knows. */
export async function enrolled({ db, clock }: Pick<AgentFoundations, 'db' | 'clock'>): Promise<void> {
  await deviceRepository(db).saveIdentity({
    deviceId: '7c1a4f52-11d3-4a0e-9a55-0d6c9f3f7f01',
    name: deviceName,
    team: 'Acme',
    cloudUrl: 'https://cloud.example',
    audience: 'cloud',
    enrolledAt: clock.now(),
  })
}

export interface GivenVersion {
  custody?: 'sealed' | 'destroyed' | 'elsewhere'
  number?: number
  notAfter?: number
}

/** A certificate in use, as a run that succeeded leaves it; answers its id and what was put into the store. */
export async function givenCertificate(agent: AgentFoundations, names: string[], given: GivenVersion = {}) {
  const { db, clock } = agent
  const id = randomUUID()
  const kind = names[0] === deviceName ? 'device' : 'ordered'
  const row = {
    id,
    names: JSON.stringify(names),
    kind,
    directory_url: 'https://ca.example/dir',
    key_type: 'p-256',
    created_at: clock.now(),
  } as const
  await certificateRepository(db).add({ ...row, exportable: given.custody === 'destroyed' ? 0 : 1 })
  return { id, bundle: await givenVersion(agent, id, names, given) }
}

/** Another version of it, in use from then on. */
export async function givenVersion(agent: AgentFoundations, id: string, names: string[], given: GivenVersion = {}) {
  const { db, clock, secrets } = agent
  const { custody = 'sealed', number = 1, notAfter } = given
  const bundle = await authority.issue({ names, ...(notAfter !== undefined && { notAfter }) })
  const facts = await readIssuedCertificate(bundle.certificatePem)
  const now = clock.now()
  await versionRepository(db).add({
    certificate_id: id,
    number,
    directory_url: 'https://ca.example/dir',
    key_type: 'p-256',
    sealed_key: custody === 'sealed' ? await secrets.seal(Buffer.from(bundle.privateKeyPem), keyPurpose(id, number)) : null,
    key_custody: custody,
    ...issuedColumns([bundle.certificatePem, ...bundle.chainPem], facts),
    issued_at: now,
    installed_at: now,
    verified_at: now,
    store_kind: 'directory',
    store_location: '/elsewhere/fullchain.pem',
    key_location: '/elsewhere/privkey.pem',
  })
  const run = {
    id: randomUUID(),
    certificate_id: id,
    number,
    reason: 'first',
    status: 'succeeded',
    started_at: now,
    ended_at: now,
  } as const
  await runRepository(db).add(run)
  await certificateRepository(db).update(id, {
    current_version: number,
    renewal_at: facts.notAfter - 30 * 86_400_000,
    renewal_reason: 'age',
  })
  return bundle
}

/** Looks at a data folder as the next start would. */
export async function opened<T>(place: string, look: (found: AgentFoundations) => Promise<T>): Promise<T> {
  const found = await openFoundations(place)
  try {
    return await look(found)
  } finally {
    await found.close()
  }
}

export const stateOf = (place: string) =>
  opened(place, async ({ db, deviceKey }) => ({
    key: deviceKey.publicKey.x,
    versions: (await db.selectFrom('certificate_versions').select(['certificate_id', 'number', 'serial']).execute()).length,
    log: (await db.selectFrom('audit_log').select('seq').execute()).length,
  }))
