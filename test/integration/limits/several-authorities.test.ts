import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import type { KnownLimit } from '#main/limits/known-limits.policy.ts'
import { type FaultingProxy, faultFor, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, type RenewalBenchOptions, startRenewalBench } from '../../support/renewal-bench.ts'

describe.skipIf(!pebbleIsThere)(`several authorities in order (${needsPebble})`, () => {
  let first: StartedPebble
  let second: StartedPebble
  let proxy: FaultingProxy
  let bench: RenewalBench | undefined

  beforeAll(async () => {
    first = await startPebble({ config: { domainBlocklist: ['blocked.example'] } })
    second = await startPebble()
    proxy = await startFaultingProxy(first)
  })
  afterAll(() => Promise.all([proxy.stop(), first.stop(), second.stop()]))
  afterEach(async () => {
    proxy.fault = () => undefined
    proxy.requests.length = 0
    await bench?.stop()
    bench = undefined
  })

  async function start(more: Partial<RenewalBenchOptions> = {}): Promise<RenewalBench> {
    bench = await startRenewalBench({
      directories: [proxy.directoryUrl, second.directoryUrl],
      extraRootsPem: `${first.rootPem}\n${second.rootPem}`,
      solver: both(first, second),
      ...more,
    })
    return bench
  }

  it('the first issues, and the second hears nothing, while nothing is wrong', async () => {
    const { certificates, ordered } = await start()
    const certificate = await certificates.get(await ordered(['a.example']))
    expect(certificate).toMatchObject({ failure: null, health: 'protected', names: ['a.example'] })
    expect(certificate.current?.states.verified).toBeNull()
    expect(await issuedAt(bench)).toEqual([proxy.directoryUrl])
  })

  it('when the first is out of order, the second issues, and the first is left alone until its time has come', async () => {
    const { certificates, later, ordered } = await start()
    proxy.fault = () => ({ status: 503, body: 'maintenance' })
    const id = await ordered(['b.example'])
    expect(await certificates.get(id)).toMatchObject({ failure: null, health: 'protected' })
    const asked = proxy.requests.length
    await ordered(['b2.example'])
    expect(proxy.requests.length).toBe(asked)
    expect(await issuedAt(bench)).toEqual([second.directoryUrl, second.directoryUrl])
    proxy.fault = () => undefined
    later(2 * minute)
    await ordered(['b3.example'])
    expect((await issuedAt(bench)).at(-1)).toBe(proxy.directoryUrl)
  })

  it('a profile that the organisation set and the authority does not offer stops no renewal; one that was chosen here is refused', async () => {
    const { db, foundations, ordered, renewed } = await start()
    const id = await ordered(['profile.example'])
    const set = (own_choices: string | null) => certificateRepository(db).update(id, { profile: 'tlsclient', own_choices })
    await set(null)
    expect(await renewed(id)).toBe('ACME_PROFILE_UNKNOWN')
    await set('{"profile":null}')
    expect(await renewed(id)).toBeUndefined()
    const told = foundations.recorded.find(({ detail }) => detail.profileLeftOut !== undefined)
    expect(told).toMatchObject({ action: 'order-placed', detail: { profileLeftOut: 'tlsclient' } })
  })

  it('when the first refuses the name, the second is asked', async () => {
    const { certificates, ordered } = await start()
    expect(await certificates.get(await ordered(['blocked.example']))).toMatchObject({ failure: null, health: 'protected' })
    expect(await issuedAt(bench)).toEqual([second.directoryUrl])
    const { entries } = await (bench as RenewalBench).foundations.audit.list({ limit: 20 })
    expect(entries.map(({ action }) => action)).toContain('authority-changed')
  })

  it('an order that can still be finished is finished where it lies, and none is placed elsewhere', async () => {
    const { certificates, ordered, later, renewed } = await start()
    proxy.fault = faultFor(({ path }) => path.startsWith('/chalZ'), { status: 503 })
    const id = await ordered(['c.example'])
    expect((await certificates.get(id)).failure?.code).toBe('ACME_BUSY')
    proxy.fault = () => undefined
    later(5 * minute)
    expect(await renewed(id)).toBeUndefined()
    expect(proxy.count('/order-plz')).toBe(1)
    expect(await issuedAt(bench)).toEqual([proxy.directoryUrl])
  })

  it('an account’s limit holds for every certificate, is told with its end, and survives a restart', async () => {
    const { certificates, ordered } = await start({ directories: [proxy.directoryUrl] })
    const until = new Date(Date.now() + 2 * hour)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z/, ' UTC')
    const detail = `too many new orders (300) from this account in the last 3h0m0s, retry after ${until}`
    const limited = { type: 'urn:ietf:params:acme:error:rateLimited', detail }
    proxy.fault = faultFor(({ path }) => path === '/order-plz', {
      status: 429,
      headers: { 'content-type': 'application/problem+json' },
      body: JSON.stringify(limited),
    })
    const { failure } = await certificates.get(await ordered(['d.example']))
    expect(failure).toMatchObject({ code: 'ACME_RATE_LIMITED', sentence: expect.stringContaining('It ends at 20') })
    expect(Date.parse(failure?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + hour)
    proxy.fault = () => undefined
    const asked = proxy.count('/order-plz')
    const other = await certificates.get(await ordered(['d2.example']))
    expect(other.failure?.code).toBe('ACME_RATE_LIMITED')
    expect(proxy.count('/order-plz')).toBe(asked)
  })

  it('the ledger refuses before the authority would, and says when there is room again', async () => {
    const twice: KnownLimit = {
      kind: 'certificate',
      per: 'name-set',
      most: 2,
      window: 7 * day,
      exemptsReplacements: false,
      exemptsRenewals: false,
    }
    const { certificates, later, ordered, renewed } = await start({ directories: [proxy.directoryUrl], limitsOf: () => [twice] })
    const id = await ordered(['e.example'])
    later(minute)
    expect(await renewed(id)).toBeUndefined()
    later(minute)
    const asked = proxy.count('/order-plz')
    expect(await renewed(id)).toBe('ACME_QUOTA_REACHED')
    expect(proxy.count('/order-plz')).toBe(asked)
    const { failure } = await certificates.get(id)
    expect(failure?.sentence).toMatch(/2 certificates for e\.example in 7 days/)
    later(4 * day)
    expect(await renewed(id)).toBeUndefined()
  })

  it('after a proof that failed, it is rehearsed at staging before the authority is asked again', async () => {
    const solver = both(first, second)
    let publishes = false
    const sometimes = {
      ...solver,
      publish: async (task: Parameters<typeof solver.publish>[0]) => (publishes ? solver.publish(task) : undefined),
    }
    const { certificates, later, ordered, renewed } = await start({
      directories: [proxy.directoryUrl],
      solver: sometimes,
      stagingOf: () => second.directoryUrl,
    })
    const id = await ordered(['f.example'])
    expect((await certificates.get(id)).failure?.code).toBe('ACME_VALIDATION_UNAUTHORIZED')
    const asked = proxy.count('/order-plz')
    later(2 * minute)
    expect(await renewed(id)).toBe('ACME_VALIDATION_UNAUTHORIZED')
    expect(proxy.count('/order-plz')).toBe(asked)
    later(20 * minute)
    publishes = true
    expect(await renewed(id)).toBeUndefined()
    expect(proxy.count('/order-plz')).toBe(asked + 1)
  })

  it('but a record that stays is never made for staging', async () => {
    const lasting = { type: 'dns-persist-01', publish: async () => undefined, remove: async () => undefined } as const
    const { certificates, later, ordered, renewed } = await start({
      directories: [proxy.directoryUrl],
      solver: lasting,
      stagingOf: () => second.directoryUrl,
    })
    const id = await ordered(['lasting.example'])
    expect((await certificates.get(id)).failure?.code).toBe('ACME_VALIDATION_UNAUTHORIZED')
    const asked = proxy.count('/order-plz')
    later(2 * minute)
    expect(await renewed(id)).toBe('ACME_VALIDATION_UNAUTHORIZED')
    expect(proxy.count('/order-plz')).toBe(asked + 1)
  })

  it('an order whose URL could not be written down any more is found again instead of ordered twice', async () => {
    const { certificates, later, ordered, renewed } = await start({ directories: [proxy.directoryUrl] })
    proxy.fault = faultFor(({ path }) => path === '/order-plz', 'swallow', 1)
    const id = await ordered(['g.example'])
    expect((await certificates.get(id)).failure?.code).toBe('ACME_UNREACHABLE')
    later(2 * minute)
    expect(await renewed(id)).toBeUndefined()
    expect(proxy.count('/order-plz')).toBe(1)
  })
})

/** Publishes where both authorities look. */
function both(...pebbles: StartedPebble[]) {
  const solvers = pebbles.map((pebble) => pebble.solver())
  const [one] = solvers
  if (!one) throw new Error('at least one')
  return {
    ...one,
    publish: async (task: Parameters<typeof one.publish>[0]) => void (await Promise.all(solvers.map((solver) => solver.publish(task)))),
    remove: async (task: Parameters<typeof one.remove>[0]) => void (await Promise.all(solvers.map((solver) => solver.remove(task)))),
  }
}

/** Where each version was ordered, the oldest first. */
async function issuedAt(bench: RenewalBench | undefined): Promise<string[]> {
  const rows = await bench?.foundations.db
    .selectFrom('issuance_ledger')
    .select('directory_url')
    .where('kind', '=', 'certificate')
    .orderBy('id')
    .execute()
  return rows?.map(({ directory_url }) => directory_url) ?? []
}
