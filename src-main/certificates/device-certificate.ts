import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import { refusalDetail } from '../audit/refusal-detail.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { type CertificateRow, certificateRepository, nameOf } from './certificate.repository.ts'
import { isChosenAnew } from './chosen-anew.policy.ts'
import { runRepository } from './run.repository.ts'
import { targetRepository } from './target.repository.ts'
import { versionRepository } from './version.repository.ts'

interface Wanted {
  name: string
  /** Its names in further zones, on the same certificate. */
  moreNames?: readonly string[]
  /** In the order they are tried. */
  directories: readonly [string, ...string[]]
  keyType: KeyType | undefined
}

/**
 * The certificate for the device's own name: made known on the first start, found on every later one. One for a name
 * the device had before is retired, and its run with it: nobody would end that any more. Where directory or key type were chosen anew, what is in use stays until a run
 * has brought the other.
 */
export function createDeviceCertificate({
  db,
  clock,
  audit,
  newId,
  defaultKeyType,
  usualKeyType,
}: {
  db: AgentDatabase['db']
  clock: Clock
  audit: Pick<AuditService, 'record' | 'announce'>
  newId(): string
  defaultKeyType: KeyType
  /** What a person chose for new certificates. */
  usualKeyType?(): Promise<KeyType | undefined>
}) {
  async function retire(tx: Transaction<AgentTables>, former: CertificateRow, renamed: string): Promise<Activity[]> {
    const runs = runRepository(tx)
    const now = clock.now()
    const subject = nameOf(former)
    await certificateRepository(tx).update(former.id, { retired_at: now })
    const said = await audit.record(tx, { actor: 'agent', action: 'device-renamed', subject: renamed, detail: { former: subject } })
    const run = await runs.runningFor(former.id)
    if (!run) return [said]
    const refusal = new Refusal('RUN_GIVEN_UP', { name: subject, renamed })
    const { code, data } = refusal
    for (const { step, status } of await runs.steps(run.id)) if (status === 'running') await runs.endStep(run.id, step, 'failed', now)
    await runs.update(run.id, { status: 'failed', ended_at: now, failure_code: code, failure_data: JSON.stringify(data) })
    const failed = await audit.record(tx, {
      actor: 'agent',
      action: 'run-failed',
      subject,
      detail: { runId: run.id, ...refusalDetail(refusal) },
    })
    return [said, failed]
  }

  return async function ensure({ name, moreNames = [], directories, keyType }: Wanted): Promise<string> {
    const [directory_url, ...fallbacks] = directories
    const fallback_directories = JSON.stringify(fallbacks)
    const names = JSON.stringify([name, ...moreNames])
    const entries: Activity[] = []
    const usual = keyType ?? (await usualKeyType?.())
    const certificateId = await db.transaction().execute(async (tx) => {
      const certificates = certificateRepository(tx)
      const all = (await certificates.list()).filter(({ kind }) => kind === 'device')
      for (const former of all) if (nameOf(former) !== name) entries.push(...(await retire(tx, former, name)))
      const known = all.find((row) => nameOf(row) === name)
      /** Programs that presented the former one are to present this one. */
      const takeTargets = async (id: string) => {
        for (const former of all) if (former.id !== id) await targetRepository(tx).moveAll(former.id, id)
      }
      if (known) {
        await takeTargets(known.id)
        const wanted = { directory_url, fallback_directories, key_type: keyType ?? known.key_type }
        // What failed with the earlier choice says nothing about this one.
        const afresh = isChosenAnew(known, wanted, directories) ? { failed_tries: 0, next_attempt_at: null } : {}
        await certificates.update(known.id, { ...wanted, ...afresh })
        if (known.names !== names && !(await runRepository(tx).runningFor(known.id))) {
          await certificates.update(known.id, { names, failed_tries: 0, next_attempt_at: null })
          // An order that was begun is for the names as they were.
          await versionRepository(tx).removeUnissued(known.id)
        }
        return known.id
      }
      const id = newId()
      const key_type = usual ?? defaultKeyType
      await certificates.add({ id, names, directory_url, fallback_directories, key_type, created_at: clock.now() })
      await takeTargets(id)
      return id
    })
    for (const entry of entries) audit.announce(entry)
    return certificateId
  }
}
