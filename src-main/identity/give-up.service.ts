import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import { refusalDetail } from '../audit/refusal-detail.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { commandsRepository } from '../control/commands.repository.ts'
import { deviceRepository } from '../device/device.repository.ts'
import { givenUpSetting, lanAddressesSetting, waitingSetting } from '../device/device.settings.ts'
import type { DeviceKey } from '../device/device-key.service.ts'
import type { Machine } from '../device/machine.service.ts'
import { outboxRepository } from '../licensing/outbox.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { LivePasses } from '../tokens/live-passes.ts'
import { tokenRepository } from '../tokens/token.repository.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  audit: Pick<AuditService, 'record' | 'announce'>
  deviceKey: Pick<DeviceKey, 'begin'>
  machine: Pick<Machine, 'begin'>
  passes: Pick<LivePasses, 'endAll'>
}

/**
 * This machine was found to be a copy: from here on it is not the device it was copied from. It makes a key of its own, and what
 * was begun in the other's name ends: what waits to be told, commands, runs. Certificates that both would renew are renewed
 * by the original alone, until a person says otherwise here. Does nothing where the device is not enrolled.
 */
export function createGiveUp({ db, clock, audit, deviceKey, machine, passes }: Needs) {
  return async (): Promise<void> => {
    const identity = await deviceRepository(db).identity()
    if (identity === undefined) return
    const { name } = identity
    const entries = await db.transaction().execute(async (tx) => {
      await deviceRepository(tx).forgetIdentity()
      await machine.begin(tx)
      await deviceKey.begin(tx, clock.now())
      const settings = settingsRepository(tx)
      await settings.set(givenUpSetting, { name })
      await settings.set(waitingSetting, null)
      await settings.set(lanAddressesSetting, { ...(await settings.get(lanAddressesSetting)), published: [], unsure: true })
      await outboxRepository(tx).clear()
      await commandsRepository(tx).removeOpen()
      // Who was let in at the original was not let in here.
      await tokenRepository(tx).forgetAll()
      const said = await audit.record(tx, { actor: 'agent', action: 'identity-given-up', subject: name })
      const ended: Activity[] = []
      for (const certificate of await certificateRepository(tx).list()) ended.push(...(await leaveToOriginal(tx, certificate, name)))
      return [said, ...ended]
    })
    passes.endAll(new Refusal('LOCAL_TOKEN_UNKNOWN'))
    for (const entry of entries) audit.announce(entry)
  }

  async function leaveToOriginal(tx: Transaction<AgentTables>, certificate: CertificateRow, original: string): Promise<Activity[]> {
    const runs = runRepository(tx)
    // The certificate of the other's own name is none of this machine's business.
    const left = certificate.kind === 'device' ? { retired_at: clock.now() } : { auto_renewal: 0 as const }
    await certificateRepository(tx).update(certificate.id, { ...left, renewal_at: null, next_attempt_at: null })
    const run = await runs.runningFor(certificate.id)
    if (run === undefined) return []
    const now = clock.now()
    const refusal = new Refusal('DEVICE_CLONED', { name: original })
    const { code, data } = refusal
    for (const { step, status } of await runs.steps(run.id)) if (status === 'running') await runs.endStep(run.id, step, 'failed', now)
    await runs.update(run.id, { status: 'failed', ended_at: now, failure_code: code, failure_data: JSON.stringify(data) })
    const detail = { runId: run.id, ...refusalDetail(refusal) }
    return [await audit.record(tx, { actor: 'agent', action: 'run-failed', subject: nameOf(certificate), detail })]
  }
}

export type GiveUp = ReturnType<typeof createGiveUp>
