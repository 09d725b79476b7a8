/**
 * Runs in a network and mount namespace of its own (lan-addresses.test.ts makes it), whose resolv.conf names 127.0.0.1.
 * Answers DNS on port 53 there, lets the service live through a day, and prints what it saw, a line of JSON for each scene.
 */
import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import dnsPacket from 'dns-packet'
import { systemNetwork } from '../../../src-main/device/lan-addresses.adapter.ts'
import type { LanAddressesRecord } from '../../../src-main/device/lan-addresses.port.ts'
import { createLanAddresses } from '../../../src-main/device/lan-addresses.service.ts'

const name = 'desk.acme.test'
let zone: string[] = []
let questions = 0

const server = createSocket('udp4', (message, peer) => {
  const query = dnsPacket.decode(message)
  const question = query.questions?.[0]
  questions++
  const matching = question?.name === name ? zone.filter((address) => (question.type === 'AAAA') === address.includes(':')) : []
  const answers = matching.map((data) => ({ type: data.includes(':') ? ('AAAA' as const) : ('A' as const), name, ttl: 0, data }))
  const nxdomain = question?.name === name && zone.length > 0 ? 0 : 3
  server.send(
    dnsPacket.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: dnsPacket.AUTHORITATIVE_ANSWER | nxdomain,
      questions: query.questions ?? [],
      answers,
    }),
    peer.port,
    peer.address,
  )
})
server.bind(53, '127.0.0.1')
await once(server, 'listening')

let record: LanAddressesRecord | undefined
let now = Date.now()
const quiet = () => undefined
const log = { info: quiet, warn: quiet, error: (message: string, facts?: object) => console.error(message, facts), with: () => log }
const lan = createLanAddresses({
  cloud: {
    dns: {
      async publishAddresses({ addresses }) {
        zone = addresses
        return { addresses }
      },
    },
  },
  network: systemNetwork,
  storage: {
    load: async () => record,
    save: async (value) => {
      record = value
    },
  },
  identity: async () => ({ name }),
  clock: { now: () => now },
  log,
})

async function scene(title: string): Promise<void> {
  now += 5 * 60_000
  await lan.follow()
  console.log(JSON.stringify({ title, ...(await lan.view()), asked: questions > 0 }))
  questions = 0
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`)
}

await scene('no consent')
await lan.setConsent(true)
await scene('consent')
ip('addr', 'del', '10.9.8.7/24', 'dev', 'lan0')
ip('addr', 'add', '192.168.44.5/24', 'dev', 'lan0')
await scene('another network')
zone = ['192.168.44.99']
now += 3_600_000
await scene('a stale record')
zone = []
await scene('a resolver that knows nothing')
server.close()
await scene('a resolver that does not answer')
await lan.setConsent(false)
await scene('consent withdrawn')
