import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAliasChain } from '#main/challenges/delegation/alias-chain.service.ts'
import { connectTo, issue, newTestAccount } from '../../support/acme-client-under-test.ts'
import { taskFor } from '../../support/challenge-tasks.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { delegationMissing, stageDelegation } from '../../support/solvers/delegation-stage.ts'
import { lookupsAt, texts } from '../../support/solvers/dns-stages.ts'

describe.skipIf(delegationMissing !== '')(`a customer’s own name, proven by a CNAME into the cloud’s zone${delegationMissing}`, () => {
  let staged: Awaited<ReturnType<typeof stageDelegation>>
  beforeAll(async () => {
    staged = await stageDelegation()
  })
  afterAll(() => staged?.stop())

  it.each([
    ['www', 'ready'],
    ['chained', 'ready'],
    ['new', 'missing'],
    ['astray', 'elsewhere'],
    ['loop', 'loop'],
  ])('%s is seen to be %s', async (label, is) => {
    const { record, target, state } = await staged.delegation(`${label}.customer.test`)
    expect(record).toBe(`_acme-challenge.${label}.customer.test`)
    expect(target).toBe(await staged.targetOf(label))
    expect(state).toMatchObject({ is })
  })

  it.each([
    ['new', 'DELEGATION_MISSING', {}],
    ['astray', 'DELEGATION_ELSEWHERE', { found: 'someone-elses.delegated.myl.test' }],
    ['loop', 'DELEGATION_LOOP', { found: '_acme-challenge.loop.customer.test → round.customer.test' }],
  ])('%s is refused with %s before anything is published, saying what to change', async (label, code, more) => {
    const target = await staged.targetOf(label)
    await expect(staged.solver.publish(taskFor(`${label}.customer.test`))).rejects.toMatchObject({
      code,
      data: { record: `_acme-challenge.${label}.customer.test`, target, ...more },
    })
    expect(await texts(staged.cloudDnsPort, target)).toEqual([])
  })

  it('where the DNS cannot be asked nobody claims anything', async () => {
    const [nobody = 0] = await freePorts(1)
    const follow = createAliasChain(lookupsAt(nobody, { resolver: { address: '127.0.0.1', port: nobody } }))
    expect(await follow('_acme-challenge.www.customer.test', 'x.delegated.myl.test')).toMatchObject({ is: 'unknown' })
  })

  it.skipIf(!pebbleIsThere)(`is believed by an authority that asks a resolver (${needsPebble})`, async () => {
    const pebble = await startPebble({ dnsPort: staged.resolver.port })
    try {
      const authority = connectTo(pebble, await newTestAccount())
      const names = ['www.customer.test', '*.www.customer.test', 'chained.customer.test']
      expect((await issue(authority, staged.solver, names)).chain.length).toBeGreaterThan(1)
      expect(await texts(staged.cloudDnsPort, await staged.targetOf('www'))).toEqual([])
    } finally {
      await pebble.stop()
    }
  })
})
