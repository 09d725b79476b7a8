import type { Answer } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { createAliasChain } from '#main/challenges/delegation/alias-chain.service.ts'
import { createAuthorities } from '#main/challenges/dns/authorities.service.ts'
import type { DnsServer } from '#main/challenges/dns/conversation.ts'
import { liesIn, type QuestionAnswer } from '#main/challenges/dns/question.policy.ts'
import type { AskDns } from '#main/challenges/dns/questions.ts'
import { upFrom } from '#main/challenges/dns/zone.policy.ts'
import { createDnsPersist01 } from '#main/challenges/dns-persist/dns-persist-01.adapter.ts'
import { persistText } from '#main/challenges/dns-persist/record.policy.ts'

type Zones = Record<string, Answer[]>

const soa = (name: string): Answer => ({ name, type: 'SOA', data: { mname: `ns.${name}`, rname: `it.${name}` } })
const ns = (name: string, data: string): Answer => ({ name, type: 'NS', data })
const a = (name: string, data: string): Answer => ({ name, type: 'A', data })
const cname = (name: string, data: string): Answer => ({ name, type: 'CNAME', data })

const record = '_acme-challenge.www.customer.com'
const target = 'x7.delegated.myl.zip'

/** An office whose DNS has a zone of its own under the customer's public name, and hands everything else on. */
const office: Zones = {
  'customer.com': [soa('customer.com'), ns('customer.com', 'dc1.customer.com'), a('dc1.customer.com', '10.0.0.1')],
  com: [soa('com'), ns('com', 'a.gtld.net')],
  'gtld.net': [soa('gtld.net'), a('a.gtld.net', '192.5.6.30')],
  'dnshost.net': [soa('dnshost.net'), a('ns1.dnshost.net', '185.1.1.1')],
}
/** The same names as the world sees them, by the servers that tell of them. */
const world: Record<string, Zones> = {
  '10.0.0.1': { 'customer.com': office['customer.com'] ?? [] },
  '192.5.6.30': {
    com: [
      soa('com'),
      ns('com', 'a.gtld.net'),
      ns('customer.com', 'ns1.dnshost.net'),
      ns('customer.com', 'ns2.customer.com'),
      a('ns2.customer.com', '185.1.1.2'),
    ],
  },
  '185.1.1.1': { 'customer.com': [soa('customer.com'), ns('customer.com', 'ns1.dnshost.net'), cname(record, target)] },
  '185.1.1.2': { 'customer.com': [soa('customer.com'), ns('customer.com', 'ns1.dnshost.net'), cname(record, target)] },
}

function answerFrom(zones: Zones, name: string, type: string): QuestionAnswer {
  const zone = upFrom(name).find((each) => zones[each])
  const records = zones[zone ?? ''] ?? []
  const cut = records.find((each) => each.type === 'NS' && each.name !== zone && liesIn(name, each.name))?.name
  const handsOn = cut === undefined ? [] : records.filter((each) => each.type === 'NS' && each.name === cut)
  const answers = handsOn.length > 0 ? [] : records.filter((each) => each.name === name && (each.type === type || each.type === 'CNAME'))
  return {
    rcode: zone === undefined ? 'REFUSED' : 'NOERROR',
    authoritative: handsOn.length === 0 && zone !== undefined,
    truncated: false,
    answers,
    authorities: handsOn.length > 0 ? handsOn : answers.length > 0 ? [] : records.filter((each) => each.type === 'SOA'),
    additionals: handsOn.length > 0 ? records.filter(({ type: kind }) => kind === 'A') : [],
  }
}

function lookups({ closed = false, named = false, inside = office } = {}) {
  const resolver: DnsServer = { label: 'office', places: [] }
  const asked: string[] = []
  const ask: AskDns = async (server, { name, type }) => {
    if (server === resolver) return answerFrom(inside, name, type)
    const [{ address }] = server.places as [{ address: string; port: number }]
    asked.push(address)
    const zones = world[address]
    if (!zones || (closed && !address.startsWith('10.'))) throw new Error(`nobody answers at ${address}`)
    return answerFrom(zones, name, type)
  }
  const resolve = async ({ name, type }: { name: string; type: string }) => ({ ...answerFrom(inside, name, type), by: resolver })
  const resolveName = async (name: string) =>
    Object.values(office).flatMap((records) => records.flatMap((each) => (each.type === 'A' && each.name === name ? [each.data] : [])))
  const search = createAuthorities({ ask, resolve, resolveName, port: 53, isNamed: () => named })
  const authoritiesOf = (name: string) => search(name, new AbortController().signal)
  return { ask, asked, authoritiesOf, resolve, follow: createAliasChain({ ask, authoritiesOf, resolve }) }
}

describe('in a network whose DNS has a zone of its own under the public name', () => {
  test('the servers that the internet sees are found by the zone above, and asked', async () => {
    const { authoritiesOf, follow } = lookups()
    const found = await authoritiesOf(record)
    expect(found).toMatchObject({ zone: 'customer.com', isInternal: true })
    expect(found?.servers.map(({ label }) => label).toSorted()).toEqual(['ns1.dnshost.net (185.1.1.1)', 'ns2.customer.com (185.1.1.2)'])
    expect(await follow(record, target)).toEqual({ is: 'ready' })
  })

  test('where those cannot be asked, the network’s own word keeps nobody from ordering', async () => {
    const { authoritiesOf, follow } = lookups({ closed: true })
    expect(await authoritiesOf(record)).toMatchObject({ servers: [], isInternal: true })
    expect(await follow(record, target)).toMatchObject({ is: 'unknown', reason: expect.stringContaining('customer.com') })
  })

  test('a CNAME that only this network knows is one, too: its own authority sees it', async () => {
    const inside = { ...office, 'customer.com': [...(office['customer.com'] ?? []), cname('_acme-challenge.in.customer.com', target)] }
    expect(await lookups({ inside }).follow('_acme-challenge.in.customer.com', target)).toEqual({ is: 'ready' })
    expect(await lookups({ inside }).follow('_acme-challenge.out.customer.com', target)).toEqual({ is: 'missing' })
  })

  test('a lasting record counts when either view shows it, and is not missed where the outside cannot be asked', async () => {
    const issuers = ['ca.example']
    const task = {
      type: 'dns',
      wildcard: false,
      token: '',
      keyAuthorization: '',
      accountUrl: 'https://ca.example/acct/1',
      issuers,
    } as const
    const value = persistText({ issuer: 'ca.example', accountUrl: task.accountUrl, wildcard: false, until: undefined })
    const shown: Answer = { name: '_validation-persist.in.customer.com', type: 'TXT', data: value }
    const inside = { ...office, 'customer.com': [...(office['customer.com'] ?? []), shown] }
    const prove = (name: string, world: Parameters<typeof lookups>[0]) => {
      const known = { ...lookups({ inside, ...world }), seenEverywhere: async () => undefined }
      return createDnsPersist01({ lookups: known, write: undefined, clock: { now: () => 0 }, log: undefined }).publish({
        ...task,
        issuers,
        name,
      })
    }
    await prove('in.customer.com', {})
    await prove('out.customer.com', { closed: true })
    await expect(prove('out.customer.com', {})).rejects.toMatchObject({ code: 'DNS_PERSIST_RECORD_MISSING' })
  })

  test('a DNS server that a person named is believed', async () => {
    const { asked, follow } = lookups({ named: true })
    expect(await follow(record, target)).toEqual({ is: 'missing' })
    expect(asked).toEqual(['10.0.0.1'])
  })
})
