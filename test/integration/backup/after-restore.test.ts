import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnchoredHead } from '#main/audit/audit.service.ts'
import { createAfterRestore } from '#main/backup/restore/after-restore.service.ts'
import { restoredSetting } from '#main/backup/restore/restored.setting.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { outboxRepository } from '#main/licensing/outbox.repository.ts'
import { createRenewalService } from '#main/renewals/renewal.service.ts'
import { createRenewalPlans } from '#main/renewals/renewal-plan.service.ts'
import { settingsRepository } from '#main/system/settings.repository.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { backupsOf, enrolled, givenCertificate, passphrase, restoreInto } from '../../support/backup.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let root: Awaited<ReturnType<typeof temporaryFolder>>
let file: string
let saved: AgentFoundations
let agent: AgentFoundations | undefined
let heads: AnchoredHead[]
let asked: string[]

beforeEach(async () => {
  root = await temporaryFolder()
  file = join(root.path, 'monday.mylzip-backup')
  saved = await openFoundations(join(root.path, 'saved'))
  await enrolled(saved)
  heads = []
  asked = []
})
afterEach(async () => {
  await agent?.close()
  agent = undefined
  await root.remove()
})

const started = () => saved.audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: 'x', detail: { version: '1' } })

/** The backup, what the device did since as the cloud heard of it, and another machine that was restored. */
async function restored(): Promise<AgentFoundations> {
  await backupsOf(saved, join(root.path, 'saved'))({ file, passphrase })
  await started()
  const rows = await saved.db.selectFrom('audit_heads').selectAll().orderBy('seq', 'desc').execute()
  heads = rows.map((head) => ({ ...head, at: toTimestamp(head.at), reportedAt: toTimestamp(head.at) }))
  await saved.close()
  await restoreInto(join(root.path, 'new'), file)
  agent = await openFoundations(join(root.path, 'new'))
  agent.askCloud(async () => heads)
  return agent
}

function afterRestore(found: AgentFoundations, { answers = true, random = 0.5 } = {}) {
  const replan = async (id: string) => void asked.push(id)
  return createAfterRestore({ ...found, random: () => random, cloudHeads: async () => (answers ? heads : undefined), replan })
}

describe('the first start after a restore', () => {
  it('writes down that it went back, behind what the cloud knows, so that the cloud takes its heads', async () => {
    await started()
    const found = await restored()
    expect(heads.map(({ seq }) => seq)).toEqual([3, 2, 1])
    await afterRestore(found).record()
    const { entries } = await found.audit.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ seq: 4, action: 'restored', detail: { head: 1, cloudHead: 3 } })
    expect(await outboxRepository(found.db).next(10)).toMatchObject([{ head: { seq: 4 } }])
    expect(await found.audit.verify()).toMatchObject({ intact: true, findings: [{ kind: 'restored', seq: 2 }] })
  })

  it('writes it where the backup ended when the cloud does not answer, and is explained all the same', async () => {
    await started()
    const found = await restored()
    await afterRestore(found, { answers: false }).record()
    const { entries } = await found.audit.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ seq: 2, action: 'restored', detail: { head: 1, cloudHead: null } })
    expect(await found.audit.verify()).toMatchObject({ intact: true, findings: [{ kind: 'restored', seq: 2 }] })
  })

  it('believes no head that this device did not sign', async () => {
    await started()
    const found = await restored()
    heads = [{ seq: 900, hash: 'f'.repeat(64), at: toTimestamp(0), signature: 'A'.repeat(86), reportedAt: toTimestamp(0) }, ...heads]
    await afterRestore(found).record()
    expect((await found.audit.list({ limit: 1 })).entries[0]?.seq).toBe(4)
  })

  it('says it once, however often the program is started', async () => {
    const found = await restored()
    await afterRestore(found).record()
    await afterRestore(found).record()
    expect((await found.audit.list({ limit: 10 })).entries.map(({ action }) => action)).toEqual(['restored'])
  })

  it('asks the authority about every certificate, and does not begin everything that is due in the same minute', async () => {
    const ids: string[] = []
    for (const name of ['a.example', 'b.example', 'c.example']) ids.push((await givenCertificate(saved, [name])).id)
    await saved.db
      .updateTable('certificates')
      .set({ renewal_at: Date.now() - hour })
      .execute()
    const found = await restored()
    let chance = 0
    const plans = createAfterRestore({
      ...found,
      random: () => (chance += 0.3),
      cloudHeads: async () => undefined,
      replan: async (id) => void asked.push(id),
    })
    await plans.planAnew()
    expect(asked.sort()).toEqual(ids.sort())
    const planned = (await certificateRepository(found.db).list()).map(
      ({ renewal_at }) => Math.round((((renewal_at ?? 0) - Date.now()) / hour) * 10) / 10,
    )
    expect(planned.sort()).toEqual([1.8, 3.6, 5.4])
    expect(await settingsRepository(found.db).get(restoredSetting)).toBeNull()
    asked = []
    await plans.planAnew()
    expect(asked).toEqual([])
  })

  it('plans what lost its key within the hour, keeps to that, and then makes another key instead of looking for the old one', async () => {
    const { id } = await givenCertificate(saved, ['shop.example'], { custody: 'destroyed' })
    const found = await restored()
    const { clock, db } = found
    const authorities = { at: async () => ({ renewalWindow: async () => undefined }) } as unknown as Parameters<
      typeof createRenewalPlans
    >[0]['authorities']
    const replan = createRenewalPlans({ db, clock, random: () => 0.5, log: createSilentLog(), authorities })
    await createAfterRestore({ ...found, random: () => 0.5, cloudHeads: async () => undefined, replan }).planAnew()
    const at = (await certificateRepository(db).find(id))?.renewal_at ?? 0
    expect(Math.abs(at - Date.now() - hour / 2)).toBeLessThan(60_000)
    await replan(id)
    expect((await certificateRepository(db).find(id))?.renewal_at).toBe(at)

    const silent = async () => undefined
    const renewals = createRenewalService({
      db,
      clock,
      newId: randomUUID,
      audit: found.audit,
      announcements: { run: silent, certificate: silent, standsStill: silent, goesOn: silent },
      finish: async () => undefined,
    })
    const { runId } = await renewals.start(id, 'age')
    expect(await db.selectFrom('runs').select('number').where('id', '=', runId).execute()).toEqual([{ number: 2 }])
  })
})
