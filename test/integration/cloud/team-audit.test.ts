import { expect } from 'vitest'
import { createTeamAudit } from '#cloud/modules/team-audit/team-audit.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('a team’s log', (test, under) => {
  async function newLog(entries: number) {
    const { teamId, slug } = await under.cloud.newTeam()
    for (let n = 1; n < entries; n++) await under.cloud.newPerson({ teamId, role: 'member' })
    const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
    return { teamId, slug, admin }
  }

  test('tells what happened and to whom, the newest first, part by part', async () => {
    const { slug, admin } = await newLog(4)
    const first = await admin.api.teams.audit({ team: slug, limit: 2 })
    expect(first.items.map(({ seq }) => seq)).toEqual([5, 4])
    expect(first.items[0]).toMatchObject({ action: 'member.joined', facts: { role: 'admin' }, personal: { email: admin.email } })
    const rest = await admin.api.teams.audit({ team: slug, limit: 10, cursor: first.next ?? '' })
    expect(rest.items.map(({ seq }) => seq)).toEqual([3, 2, 1])
    expect(rest.next).toBeNull()
  })

  test('is whole, also when two entries are written at once', async () => {
    const { teamId, slug, admin } = await newLog(1)
    await Promise.all(Array.from({ length: 8 }, () => under.cloud.newPerson({ teamId, role: 'read-only' })))
    expect(await admin.api.teams.verifyAudit({ team: slug })).toEqual({ entries: 10, brokenAt: null, deletedFields: 0, next: null })
  })

  test('is checked part by part where it is long, and each part begins where the one before ended', async () => {
    const { teamId, slug, admin } = await newLog(5)
    const { clock } = under.cloud
    const audit = createTeamAudit({ db: under.database.db, clock, random: systemRandom, verifiedAtOnce: 2 })
    const parts = [await audit.verify(teamId)]
    for (let last = parts[0]; last?.next != null; last = parts.at(-1)) parts.push(await audit.verify(teamId, last.next))
    expect(parts.map(({ entries, next }) => [entries, next])).toEqual([
      [2, '2'],
      [4, '4'],
      [6, '6'],
      [6, null],
    ])
    await under.database.db.updateTable('team_audit').set({ at: 1 }).where('team_id', '=', teamId).where('seq', '=', 4).execute()
    expect(await audit.verify(teamId, '2')).toMatchObject({ entries: 3, brokenAt: 4, next: null })
    expect(await refusalOf(admin.api.teams.verifyAudit({ team: slug, cursor: '99' }))).toMatchObject({ code: 'INPUT_INVALID', status: 400 })
  })

  test('stays whole when what it says of a person is deleted', async () => {
    const { teamId, slug, admin } = await newLog(3)
    await under.database.db.deleteFrom('team_audit_personal').where('team_id', '=', teamId).where('seq', '=', 2).execute()
    expect(await admin.api.teams.verifyAudit({ team: slug })).toEqual({ entries: 4, brokenAt: null, deletedFields: 1, next: null })
    const { items } = await admin.api.teams.audit({ team: slug })
    expect(items.find(({ seq }) => seq === 2)?.personal).toEqual({ email: null })
  })

  test('shows the first entry that was changed, removed, or given another value', async () => {
    const { db } = under.database
    const changed = await newLog(4)
    await db.updateTable('team_audit').set({ action: 'team.created' }).where('team_id', '=', changed.teamId).where('seq', '=', 3).execute()
    expect(await changed.admin.api.teams.verifyAudit({ team: changed.slug })).toMatchObject({ entries: 2, brokenAt: 3 })

    const removed = await newLog(4)
    for (const table of ['team_audit_personal', 'team_audit'] as const)
      await db.deleteFrom(table).where('team_id', '=', removed.teamId).where('seq', '=', 3).execute()
    expect(await removed.admin.api.teams.verifyAudit({ team: removed.slug })).toMatchObject({ entries: 2, brokenAt: 4 })

    const told = await newLog(4)
    await db
      .updateTable('team_audit_personal')
      .set({ value: 'other@people.test' })
      .where('team_id', '=', told.teamId)
      .where('seq', '=', 3)
      .execute()
    expect(await told.admin.api.teams.verifyAudit({ team: told.slug })).toMatchObject({ entries: 2, brokenAt: 3 })
  })
})
