import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { describe, expect, it } from 'vitest'
import type { Identifier } from '#main/challenges/challenge.port.ts'
import { solversOf } from '#main/challenges/choice.policy.ts'
import { createDnsLookups } from '#main/challenges/dns/dns-lookups.adapter.ts'
import { createSolvers, type SolverNeeds } from '#main/challenges/solvers.service.ts'
import { taskFor } from '../../../support/challenge-tasks.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const key = { name: 'device-key', algorithm: 'hmac-sha256', secret: Buffer.alloc(32) } as const
const dns = { host: '192.0.2.1', port: 53, zone: undefined, key }

/** A cloud that says what it was asked, and does nothing. */
function solversWith(more: Partial<SolverNeeds> = {}) {
  const asked: string[] = []
  const say = (what: string) => async (input: { name: string }) => {
    asked.push(`${what} ${input.name}`)
    return { fqdn: '', target: '', removed: true, addresses: [] }
  }
  const cloud = {
    dns: {
      publishChallenge: say('publish'),
      removeChallenge: say('remove'),
      delegate: say('delegate'),
      publishDelegated: say('publish delegated'),
      removeDelegated: say('remove delegated'),
    },
  } as unknown as SolverNeeds['cloud']
  const solvers = createSolvers({
    cloud,
    ownName: async () => 'k7.acme.myl.test',
    dns: undefined,
    dnsServer: async () => dns,
    lookups: createDnsLookups({ resolveName: async () => [] }),
    resolveName: async () => [],
    dnsPersist: false,
    clock: { now: () => 0 },
    log: createSilentLog(),
    signal: new AbortController().signal,
    ...more,
  })
  return { ...solvers, asked }
}

const automatic: ProofMethod = { via: 'automatic' }
const own = taskFor('k7.acme.myl.test')
const theirs = taskFor('www.customer.test')
const address = taskFor('192.0.2.7')

describe('how a name is proven when nobody chose', () => {
  async function typesFor(identifier: Identifier, more: Partial<SolverNeeds> = {}) {
    return solversOf(await solversWith(more).solversFor(automatic), identifier).map(({ type }) => type)
  }

  it('the device’s own name and its wildcard are the cloud’s, any other is delegated', async () => {
    const { solversFor, asked } = solversWith()
    for (const task of [own, { ...own, wildcard: true }, theirs, { ...theirs, wildcard: true }]) {
      const solvers = solversOf(await solversFor(automatic), task)
      expect(solvers.map(({ type }) => type)).toEqual(['dns-01'])
      await solvers[0]?.remove(task)
    }
    expect(asked).toEqual([
      'remove k7.acme.myl.test',
      'remove k7.acme.myl.test',
      'remove delegated www.customer.test',
      'remove delegated www.customer.test',
    ])
  })

  it('with a DNS server of the customer’s, every name there', async () => {
    expect(await typesFor(own, { dns })).toEqual(['dns-01'])
    expect(await typesFor(theirs, { dns })).toEqual(['dns-01'])
  })

  it('an address by HTTP, and else by TLS', async () => {
    expect(await typesFor(address)).toEqual(['http-01', 'tls-alpn-01'])
    expect(await typesFor(address, { dns })).toEqual(['http-01', 'tls-alpn-01'])
  })

  it('before the device has a name of its own, nothing is taken for it', async () => {
    const { solversFor, asked } = solversWith({ ownName: async () => undefined })
    await solversOf(await solversFor(automatic), own)[0]?.remove(own)
    expect(asked).toEqual(['remove delegated k7.acme.myl.test'])
  })
})

describe('how a name is proven when a person chose', () => {
  it('certificates that use the same port or folder use it together', async () => {
    const { solversFor } = solversWith()
    const chosen: ProofMethod[] = [{ via: 'http-listener', port: 8080 }, { via: 'http-webroot', folder: '/srv/www' }, { via: 'tls-alpn' }]
    for (const proof of chosen) expect((await solversFor(proof))[0]).toBe((await solversFor({ ...proof }))[0])
    expect((await solversFor({ via: 'http-listener' }))[0]).not.toBe((await solversFor({ via: 'http-listener', port: 8080 }))[0])
  })

  it('a lasting record only where it was switched on', async () => {
    await expect(solversWith().solversFor({ via: 'dns-persist' })).rejects.toMatchObject({ code: 'DNS_PERSIST_OFF' })
    const [solver] = await solversWith({ dnsPersist: true }).solversFor({ via: 'dns-persist' })
    expect(solver?.type).toBe('dns-persist-01')
  })

  it('the cloud for the device’s own name only', async () => {
    const solvers = await solversWith().solversFor({ via: 'cloud' })
    expect(solversOf(solvers, own)).toHaveLength(1)
    expect(solversOf(solvers, theirs)).toEqual([])
  })
})
