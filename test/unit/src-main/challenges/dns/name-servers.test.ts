import { expect, test } from 'vitest'
import { createAuthorities } from '#main/challenges/dns/authorities.service.ts'
import type { DnsServer } from '#main/challenges/dns/conversation.ts'
import { createNameServerAddresses, createNameServers } from '#main/challenges/dns/name-servers.service.ts'
import type { QuestionAnswer } from '#main/challenges/dns/question.policy.ts'

const given: DnsServer = { label: 'given', places: [] }
const answer = (more: Partial<QuestionAnswer> = {}): QuestionAnswer => ({
  rcode: 'NOERROR',
  authoritative: true,
  truncated: false,
  answers: [],
  authorities: [],
  additionals: [],
  ...more,
})
const nameServers = (count: number) =>
  answer({ answers: Array.from({ length: count }, (_, n) => ({ name: 'z.test', type: 'NS', data: `n${n}.other.test` }) as const) })
const unending = new AbortController().signal

test('a zone that names three hundred name servers is looked up at as many as zones have', async () => {
  const asked: string[] = []
  const find = createNameServerAddresses({
    ask: async (_, { type }) => (type === 'NS' ? nameServers(300) : answer()),
    resolve: async (name) => {
      asked.push(name)
      return Array.from({ length: 100 }, (_, n) => `192.0.2.${n}`)
    },
  })
  expect((await find(given, 'z.test', unending)).length).toBeLessThanOrEqual(32)
  expect(asked.length).toBeLessThanOrEqual(16)
})

test('a name server whose address nobody finds keeps no other from being asked', async () => {
  const time = new AbortController()
  const find = createNameServerAddresses({
    ask: async (_, { type }) => (type === 'NS' ? nameServers(3) : answer()),
    resolve: async (name) => {
      if (name === 'n0.other.test') return new Promise(() => undefined)
      if (name === 'n2.other.test') setImmediate(() => time.abort())
      return ['192.0.2.7']
    },
  })
  expect(await find(given, 'z.test', time.signal)).toEqual([{ name: 'n1.other.test', address: '192.0.2.7' }])
})

test.each([
  ['192.0.2.1', ['given', 'n0.other.test (10.0.0.1)', 'n0.other.test (185.1.1.1)']],
  ['185.1.1.9', ['given', 'n0.other.test (185.1.1.1)']],
])('beside a customer’s server at %s, those the authority may ask are waited for', async (address, labels) => {
  const find = createNameServers({
    ask: async (_, { type }) => (type === 'NS' ? nameServers(1) : answer()),
    resolve: async () => ['10.0.0.1', '185.1.1.1'],
    port: 53,
  })
  const found = await find({ label: 'given', places: [{ address, port: 53 }] }, 'z.test', unending)
  expect(found.map(({ label }) => label)).toEqual(labels)
})

test('a search that is given up asks no further', async () => {
  const time = new AbortController()
  const asked: string[] = []
  const search = createAuthorities({
    ask: async () => answer(),
    resolve: async ({ name }) => {
      asked.push(name)
      time.abort()
      return { ...answer(), by: given }
    },
    resolveName: async () => [],
    port: 53,
    isNamed: () => false,
  })
  expect(await search('a.b.c.d.example.com', time.signal)).toBeUndefined()
  expect(asked).toEqual(['a.b.c.d.example.com'])
})
