import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dnsAnswer } from '#main/challenges/dns-answer.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import { taskFor } from '../../support/challenge-tasks.ts'
import { dig, digMissing } from '../../support/dig.ts'
import { bind } from '../../support/dns-servers/bind.ts'
import { isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { powerdns } from '../../support/dns-servers/powerdns.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { freePorts } from '../../support/free-port.ts'
import { solverAt } from '../../support/rfc2136.ts'

const keys = updateKeys()
const records = [
  '_acme-challenge.shared 3600 IN TXT "not ours"',
  'laptop 3600 IN A 192.0.2.1',
  '_acme-challenge.moved 3600 IN CNAME elsewhere.example.',
  'branch 3600 IN NS ns.elsewhere.example.',
]
const zones = [{ name: 'customer.test', records }]
const tenMinutes = 10 * 60_000

/** PowerDNS says of a key's faults only that there is one; Knot knows a key only where an ACL does. */
const said = {
  [knot.title]: { other: 'DNS_KEY_UNKNOWN' },
  [powerdns.title]: { name: 'DNS_KEY_NOT_ACCEPTED', secret: 'DNS_KEY_NOT_ACCEPTED', clock: 'DNS_KEY_NOT_ACCEPTED' },
}

describe.each([knot, bind, powerdns])('dns-01 in a customer’s own $title', (kind) => {
  describe.skipIf(digMissing || !isThere(kind))(`(${kind.needs}, and dig)`, () => {
    let server: StartedDnsServer
    const codes = {
      name: 'DNS_KEY_UNKNOWN',
      secret: 'DNS_KEY_WRONG',
      clock: 'DNS_CLOCK_DIFFERS',
      other: 'DNS_UPDATE_REFUSED',
      ...said[kind.title],
    }
    beforeAll(async () => {
      server = await kind.start({ zones, allowed: [keys.sha256, keys.sha512], other: keys.other })
    })
    afterAll(() => server?.stop())

    /** TXT values as dig, which is not ours, sees them; sorted. */
    const seen = async (name: string) =>
      (await dig(server.port, name, 'TXT')).answers.map((line) => line.slice(line.indexOf('"')).replaceAll('"', '')).sort()
    const value = (token: string) => dnsAnswer(taskFor('', token).keyAuthorization)

    it.each([
      ['HMAC-SHA256', keys.sha256, 'a.customer.test'],
      ['HMAC-SHA512', keys.sha512, 'far.below.b.customer.test'],
    ])('publishes and takes away with %s, finding the zone by itself', async (_, key, name) => {
      const solver = solverAt(server, key)
      await solver.publish(taskFor(name))
      expect(await seen(`_acme-challenge.${name}`)).toEqual([value('token-1')])
      await solver.remove(taskFor(name))
      expect(await seen(`_acme-challenge.${name}`)).toEqual([])
    })

    it('a wildcard and its parent share the place, each taking away its own', async () => {
      const solver = solverAt(server, keys.sha256, { zone: 'customer.test' })
      await Promise.all([solver.publish(taskFor('Wild.Customer.Test.', 'one')), solver.publish(taskFor('wild.customer.test', 'two'))])
      expect(await seen('_acme-challenge.wild.customer.test')).toEqual([value('one'), value('two')].sort())
      await solver.remove(taskFor('wild.customer.test', 'one'))
      expect(await seen('_acme-challenge.wild.customer.test')).toEqual([value('two')])
      await solver.remove(taskFor('wild.customer.test', 'two'))
      expect(await seen('_acme-challenge.wild.customer.test')).toEqual([])
    })

    it('as many answers at one name as do not fit into a datagram are all published, seen and taken away', async () => {
      const solver = solverAt(server, keys.sha256)
      const tokens = Array.from({ length: 15 }, (_, at) => `token-${at}`)
      await Promise.all(tokens.map((token) => solver.publish(taskFor('many.customer.test', token))))
      expect(await seen('_acme-challenge.many.customer.test')).toEqual(tokens.map(value).sort())
      await Promise.all(tokens.map((token) => solver.remove(taskFor('many.customer.test', token))))
      expect(await seen('_acme-challenge.many.customer.test')).toEqual([])
    })

    it('others’ records stay, and doing it twice does no harm', async () => {
      const solver = solverAt(server, keys.sha256)
      for (let times = 0; times < 2; times++) await solver.publish(taskFor('shared.customer.test'))
      expect(await seen('_acme-challenge.shared.customer.test')).toEqual([value('token-1'), 'not ours'].sort())
      for (let times = 0; times < 2; times++) await solver.remove(taskFor('shared.customer.test'))
      expect(await seen('_acme-challenge.shared.customer.test')).toEqual(['not ours'])
      await solver.publish(taskFor('laptop.customer.test'))
      await solver.remove(taskFor('laptop.customer.test'))
      expect((await dig(server.port, 'laptop.customer.test', 'A')).answers[0]).toContain('192.0.2.1')
    })

    it.each([
      ['a key it does not know', codes.name, () => solverAt(server, { ...keys.sha256, name: 'unknown-key' })],
      ['a wrong secret', codes.secret, () => solverAt(server, { ...keys.sha256, secret: keys.other.secret })],
      [
        'a clock ten minutes slow',
        codes.clock,
        () => solverAt(server, keys.sha256, { clock: { now: () => systemClock.now() - tenMinutes } }),
      ],
      [
        'a clock ten minutes fast',
        codes.clock,
        () => solverAt(server, keys.sha256, { clock: { now: () => systemClock.now() + tenMinutes } }),
      ],
      ['a key that may not change this', codes.other, () => solverAt(server, keys.other)],
    ])('%s is told apart: %s', async (_, code, solver) => {
      await expect(solver().publish(taskFor('c.customer.test'))).rejects.toMatchObject({ code })
      expect(await seen('_acme-challenge.c.customer.test')).toEqual([])
    })

    it.each([
      ['a zone it does not hold', 'DNS_ZONE_NOT_FOUND', 'c.stranger.test', undefined],
      ['a part of the zone that is held elsewhere', 'DNS_ZONE_NOT_FOUND', 'pc.branch.customer.test', undefined],
      ['a given zone that it does not hold', 'DNS_SERVER_NOT_AUTHORITATIVE', 'c.stranger.test', 'stranger.test'],
      ['a name outside the given zone', 'DNS_NAME_OUTSIDE_ZONE', 'c.stranger.test', 'customer.test'],
      ['a name that is an alias', 'DNS_NAME_IS_ALIAS', 'moved.customer.test', undefined],
    ])('%s is told apart: %s', async (_, code, name, zone) => {
      const solver = solverAt(server, keys.sha256, zone === undefined ? {} : { zone })
      await expect(solver.publish(taskFor(name))).rejects.toMatchObject({ code })
    })
  })
})

it('a server that is gone is said to be so at once', async () => {
  const [port = 0] = await freePorts(1)
  const began = performance.now()
  await expect(solverAt({ address: '127.0.0.1', port }, keys.sha256).publish(taskFor('a.customer.test'))).rejects.toMatchObject({
    code: 'DNS_SERVER_UNREACHABLE',
    message: expect.stringContaining(`127.0.0.1:${port}`),
  })
  expect(performance.now() - began).toBeLessThan(900)
})
