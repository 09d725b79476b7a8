import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, minute, second } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPruning } from '#main/certificates/pruning.service.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { createUnwantedTasks } from '#main/certificates/unwanted-in-store.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createConsumers } from '#main/consumers/consumers.service.ts'
import type { SetUpTarget } from '#main/consumers/set-up-target.port.ts'
import { createStoreUses } from '#main/consumers/store-uses.ts'
import { createUseMap } from '#main/consumers/use-map.service.ts'
import { checkUses } from '#main/doctor/checks/uses.check.ts'
import { type CustodyBench, startCustodyBench } from '../../support/custody-bench.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { programsInMemory } from '../../support/programs-in-memory.ts'

const name = 'used.myl.test'

describe.skipIf(!pebbleIsThere)(`programs that use certificates (${needsPebble})`, () => {
  let pebble: StartedPebble
  let bench: CustodyBench
  let id: string
  let rdp = programsInMemory('rdp')
  let iis = programsInMemory('iis')
  beforeAll(async () => {
    pebble = await startPebble()
  })
  afterAll(() => pebble?.stop())
  async function begin() {
    rdp = programsInMemory('rdp')
    iis = programsInMemory('iis')
    bench = await startCustodyBench(pebble, { readers: [rdp.reader, iis.reader] })
    id = await bench.ordered([name])
    await bench.renewed(id)
    await bench.renewed(id)
  }

  const thumbprint = async (number: number) => (await versionRepository(bench.db).find(id, number))?.thumbprint ?? ''
  const isStored = async (of: string) => (await bench.store.find(name, of)) !== undefined
  const ended = (number: number, daysAgo: number) =>
    versionRepository(bench.db).update(id, number, { not_after: bench.clock.now() - daysAgo * day })
  const prune = () => createPruning(bench).run()
  const takeAway = async () => {
    for (const { run } of await createUnwantedTasks(bench)()) await run()
  }
  const said = (action: string) => bench.foundations.recorded.filter((entry) => entry.action === action).map(({ sentence }) => sentence)
  const doctor = () => checkUses(bench.useMap.lookAnew).look(new AbortController().signal)

  describe('and are only looked at', () => {
    beforeAll(begin)
    afterAll(() => bench?.stop())
    beforeEach(() => {
      for (const { break: mend, forget } of [rdp, iis]) {
        mend(false)
        for (const place of ['RDP-Tcp', 'Default Web Site https/*:443:', 'Shop']) forget(place)
      }
      // What was seen for the test before is old.
      bench.later(minute)
    })

    test('are asked once for whoever comes within seconds, and anew for who is about to change something', async () => {
      const before = rdp.looks()
      await Promise.all([bench.consumers.list({}), bench.consumers.list({}), bench.consumers.list({ certificateId: id })])
      expect(rdp.looks() - before).toBe(1)
      await bench.consumers.preview({ certificateId: id, change: 'renew', reason: 'unspecified' })
      expect(rdp.looks() - before).toBe(2)
      await Promise.all([bench.uses.named(), bench.uses.named(), bench.consumers.list({})])
      expect(rdp.looks() - before).toBe(4)
      bench.later(16 * second)
      await bench.consumers.list({})
      expect([rdp.looks() - before, rdp.mostAtOnce()]).toEqual([5, 1])
    })

    test('that cannot be asked are named, and hide no others; the doctor says so', async () => {
      rdp.break()
      iis.name('Shop', await thumbprint(3))
      const { uses, unread } = await bench.consumers.list({})
      expect(uses.map(({ program }) => program.label)).toEqual(['IIS (Shop)'])
      expect(unread).toMatchObject([
        { what: 'Remote Desktop', code: 'POWERSHELL_TIMED_OUT', nextStep: expect.stringContaining('once more') },
      ])
      expect(await doctor()).toMatchObject({ status: 'warning', code: 'POWERSHELL_TIMED_OUT' })
    })

    test('are a matter in the week before their old version ends, and not before', async () => {
      rdp.name('RDP-Tcp', await thumbprint(2))
      const endsIn = (days: number) => ended(2, -days)
      await endsIn(8)
      expect(await doctor()).toMatchObject({ status: 'ok' })
      await endsIn(6)
      expect(await doctor()).toMatchObject({
        status: 'warning',
        code: 'PROGRAM_LEFT_BEHIND',
        sentence: expect.stringMatching(`^Remote Desktop still uses version 2 of the certificate of ${name}, which ends at `),
        nextStep: expect.stringContaining('set up a target for it'),
      })
    })

    test('for which a target is set up go over to the new certificate, and what they had before stays for them', async () => {
      const [first, third] = [await thumbprint(1), await thumbprint(3)]
      rdp.name('RDP-Tcp', third, 3389)
      iis.name('Shop', third, 443)
      const target = { id: 'rdp:1', label: 'Remote Desktop', bound: async () => third, address: () => undefined }
      const targets = async (): Promise<SetUpTarget[]> => [{ certificateId: id, kind: 'rdp', settings: { kind: 'rdp' }, target }]
      const map = createUseMap({ ...bench, readers: [rdp.reader, iis.reader], targets })
      const consumers = createConsumers({ db: bench.db, map, lookedAt: ['rdp', 'iis'] })
      const effects = async (change: 'renew' | 'revoke' | 'remove-from-store') =>
        (await consumers.preview({ certificateId: id, change, reason: 'superseded' })).effects.map(({ effect, use }) => [
          use.program.kind,
          effect,
        ])
      expect((await consumers.list({})).uses.map(({ outlook }) => outlook)).toEqual(['followed', 'left-behind'])
      expect(await effects('renew')).toEqual([
        ['rdp', 'switches'],
        ['iis', 'stays'],
      ])
      expect(await effects('revoke')).toEqual([
        ['rdp', 'switches'],
        ['iis', 'distrusted'],
      ])
      expect(await effects('remove-from-store')).toEqual([
        ['rdp', 'loses'],
        ['iis', 'loses'],
      ])
      const foundBefore = async () => [{ kind: 'rdp', label: 'Remote Desktop', thumbprint: first } as const]
      const named = await createStoreUses(map, foundBefore).named()
      expect([named.get(first), named.get(third)]).toEqual([['Remote Desktop'], ['Remote Desktop', 'IIS (Shop)']])
      // Who has a copy of its own may be silent: nothing is taken from it.
      const refuse = () => Promise.reject(new Refusal('STORE_FAILED', { store: 'a folder', reason: 'EACCES' }))
      const files = async (): Promise<SetUpTarget[]> => [{ certificateId: id, kind: 'files', target: { ...target, bound: refuse } }]
      const withFiles = createUseMap({ ...bench, readers: [rdp.reader], targets: files })
      expect((await withFiles.look()).unread).toMatchObject([{ kind: 'files', what: 'Remote Desktop' }])
      expect((await createStoreUses(withFiles, foundBefore).named()).has(first)).toBe(true)
      await expect(consumers.preview({ certificateId: id, change: 'revoke', version: 9, reason: 'unspecified' })).rejects.toMatchObject({
        code: 'CERTIFICATE_NOT_ISSUED',
      })
    })

    test('are told apart: what is in use, what is old, what is not ours, and what is in the store no more', async () => {
      rdp.name('RDP-Tcp', (await thumbprint(1)).toLowerCase())
      iis.name('Default Web Site https/*:443:', await thumbprint(3), 443)
      iis.name('Shop', 'AB'.repeat(20), 8443)
      const { uses, unread, lookedAt } = await bench.consumers.list({})
      expect([lookedAt, unread]).toEqual([['device-page', 'files', 'script', 'rdp', 'iis'], []])
      expect(uses).toMatchObject([
        { program: { label: 'Remote Desktop' }, certificate: { id, name, version: 1 }, standing: 'older', outlook: 'left-behind' },
        {
          program: { label: 'IIS (Default Web Site https/*:443:)' },
          address: '127.0.0.1:443',
          standing: 'current',
          outlook: 'left-behind',
        },
        { program: { label: 'IIS (Shop)' }, certificate: null, standing: 'foreign', outlook: 'unknown', nextStep: null },
      ])
      expect((await bench.consumers.list({ certificateId: id })).uses).toHaveLength(2)
      expect((await bench.consumers.list({ thumbprint: (await thumbprint(1)).toLowerCase() })).uses).toHaveLength(1)
      await expect(bench.consumers.list({ certificateId: 'none' })).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_FOUND' })

      await bench.store.remove(name, await thumbprint(1))
      bench.later(minute)
      expect((await bench.consumers.list({ certificateId: id })).uses[0]).toMatchObject({ standing: 'missing', outlook: 'broken' })
      expect(await doctor()).toMatchObject({ status: 'failed', code: 'PROGRAM_WITHOUT_CERTIFICATE', about: [name] })
    })
  })

  describe('and from whose store something is to be taken', () => {
    beforeEach(begin)
    afterEach(() => bench?.stop())

    test('keep their old version in the store, which is said once, and it goes when none uses it any more', async () => {
      const [first, third] = [await thumbprint(1), await thumbprint(3)]
      await ended(1, 31)
      rdp.name('RDP-Tcp', first)
      await prune()
      await prune()
      await takeAway()
      expect(await isStored(first)).toBe(true)
      expect((await versionRepository(bench.db).find(id, 1))?.sealed_key).toBeNull()
      expect(said('kept-for-programs')).toEqual([
        `A certificate of ${name} that nothing here needs any more (${first}) stays in the certificate store: it is used by Remote Desktop. It goes when no program uses it.`,
      ])
      expect(await doctor()).toMatchObject({ status: 'failed', code: 'PROGRAM_LEFT_BEHIND', about: [name] })

      rdp.name('RDP-Tcp', third)
      await prune()
      await takeAway()
      expect(await isStored(first)).toBe(false)
      expect(said('old-versions-removed')).toHaveLength(1)
      expect(await doctor()).toMatchObject({ status: 'ok', code: null })
    })

    test('that cannot be asked keep everything in the store', async () => {
      const first = await thumbprint(1)
      await ended(1, 31)
      iis.break()
      await prune()
      expect((await versionRepository(bench.db).find(id, 1))?.thumbprint).toBe(first)
      iis.break(false)
      await prune()
      expect(await versionRepository(bench.db).find(id, 1)).toBeUndefined()
      // What was noted before they could not be asked again stays as well.
      iis.break()
      await takeAway()
      expect(await isStored(first)).toBe(true)
      iis.break(false)
      await takeAway()
      expect(await isStored(first)).toBe(false)
      expect(said('kept-for-programs')).toEqual([])
    })

    test('are named before a certificate is taken from the store, and lose it only when that is meant', async () => {
      const third = await thumbprint(3)
      rdp.name('RDP-Tcp', third)
      const forget = (more = {}) => bench.custody.forget({ certificateId: id, name, alsoFromStore: true, ...more })
      await expect(forget()).rejects.toMatchObject({ code: 'CERTIFICATE_IN_USE', data: { programs: 'Remote Desktop' } })
      iis.break()
      await expect(forget()).rejects.toMatchObject({ code: 'USES_UNREADABLE', data: { what: 'IIS' } })
      expect(await isStored(third)).toBe(true)
      expect((await bench.certificates.list()).map((each) => each.id)).toContain(id)
      await forget({ evenIfUsed: true })
      expect(await isStored(third)).toBe(false)
    })

    test('that begin to use it in the last moment keep it until they use another, and while a run may give it back', async () => {
      const [second, third] = [await thumbprint(2), await thumbprint(3)]
      const other = await bench.ordered(['other.myl.test'])
      const { named } = bench.uses
      let asked = 0
      bench.uses.named = async () => {
        // The first look is before anything is forgotten.
        asked += 1
        if (asked === 2) rdp.name('RDP-Tcp', third)
        return named()
      }
      await bench.custody.forget({ certificateId: id, name, alsoFromStore: true })
      expect([await isStored(second), await isStored(third)]).toEqual([false, true])
      expect(said('kept-for-programs')).toHaveLength(1)
      // A run of another certificate has told the program of its own, and may have to take that back.
      rdp.name('RDP-Tcp', (await versionRepository(bench.db).find(other, 1))?.thumbprint ?? '')
      await runRepository(bench.db).add({
        id: 'going',
        certificate_id: other,
        number: 2,
        reason: 'asked',
        status: 'running',
        started_at: 1,
      })
      await takeAway()
      expect(await isStored(third)).toBe(true)
      await runRepository(bench.db).update('going', { status: 'failed' })
      await takeAway()
      expect(await isStored(third)).toBe(false)
      expect(await createUnwantedTasks(bench)()).toEqual([])
    })
  })
})
