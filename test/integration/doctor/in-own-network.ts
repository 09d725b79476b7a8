/**
 * Runs in a network and mount namespace of its own (own-network.test.ts makes it), whose resolv.conf names 127.0.0.1.
 * Answers DNS on port 53 there as a filter does, and prints what the doctor finds, a line of JSON for each scene.
 */
import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import dnsPacket from 'dns-packet'
import { systemNetwork } from '../../../src-main/device/lan-addresses.adapter.ts'
import type { Check } from '../../../src-main/doctor/check.port.ts'
import { askServer } from '../../../src-main/doctor/dns/ask-server.adapter.ts'
import { systemResolver } from '../../../src-main/doctor/dns/resolver.adapter.ts'
import { systemRoute } from '../../../src-main/doctor/machine/route.adapter.ts'
import { networkChecks } from '../../../src-main/doctor/network-checks.ts'
import { createWays } from '../../../src-main/doctor/way/ways.adapter.ts'

const [v4 = '', v6 = ''] = ['10.9.8.7', 'fd12:3456::7']
let zone: Record<string, string[]> = {}

const datagrams = createSocket('udp4', (message, peer) => datagrams.send(answerTo(message), peer.port, peer.address)).bind(53, '127.0.0.1')
const streams = createTcpServer((socket) => {
  socket
    .on('error', () => undefined)
    .on('data', (data) => {
      const answer = answerTo(data.subarray(2))
      socket.end(Buffer.concat([Buffer.of(answer.length >> 8, answer.length & 0xff), answer]))
    })
}).listen(53, '127.0.0.1')
await Promise.all([once(datagrams, 'listening'), once(streams, 'listening')])

function answerTo(message: Buffer): Buffer {
  const query = dnsPacket.decode(message)
  const [question] = query.questions ?? []
  const known = zone[question?.name ?? '']
  const type = question?.type === 'AAAA' ? 'AAAA' : 'A'
  const answers = (known ?? [])
    .filter((data) => (type === 'AAAA') === data.includes(':'))
    .map((data) => ({ type, name: question?.name ?? '', ttl: 0, data }) as const)
  const flags = dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (known ? 0 : 3)
  return dnsPacket.encode({ type: 'response', id: query.id ?? 0, flags, questions: query.questions ?? [], answers })
}

/** On IPv4 alone, though its name has an IPv6 address of this machine as well. */
const authority = createServer((_, response) => {
  const links = { newNonce: 'http://ca.office.test/n', newAccount: 'http://ca.office.test/a', newOrder: 'http://ca.office.test/o' }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(links))
}).listen(80, v4)
await once(authority, 'listening')

async function scene(title: string): Promise<void> {
  const clock = { now: () => Date.now() }
  const environment = {}
  const ways = createWays({ resolver: systemResolver, environment, extraRootsPem: undefined, userAgent: 'test', clock, patience: 1_000 })
  const around = { interfaces: systemNetwork.addresses, route: systemRoute, resolver: systemResolver, askServer, ways, environment, clock }
  const far = { cloudUrl: 'http://cloud.office.zip', directories: ['http://ca.office.test/dir'], dnsHosts: [] }
  const checks = networkChecks(around, { ...far, asDevice: async () => undefined, clockJumped: () => 0 })
  const found = await Promise.all(checks.map(finding))
  console.log(JSON.stringify({ title, ...Object.fromEntries(found) }))
}

async function finding(check: Check) {
  const { status, code, sentence } = await check.look(new AbortController().signal)
  return [check.kind, { status, code, sentence }] as const
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`)
}

zone = { 'ca.office.test': [v4, v6] }
await scene('a network without a router, IPv6 that is not served, .zip that does not exist')
ip('route', 'add', 'default', 'via', '10.9.8.1')
zone = { 'ca.office.test': [v4], 'cloud.office.zip': ['0.0.0.0'] }
await scene('a router, and .zip sent to a sinkhole')
datagrams.close()
streams.close()
await scene('a resolver that does not answer')
ip('addr', 'flush', 'dev', 'lan0')
await scene('no address')
authority.close()
