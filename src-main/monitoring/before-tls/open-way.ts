import type { Duplex } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import { rdpAnswer, rdpWords } from './rdp.policy.ts'
import { talk } from './talk.adapter.ts'
import { tdsAnswer, tdsWords, wantsTlsAtOnce } from './tds.policy.ts'
import { tdsTunnel } from './tds-tunnel.adapter.ts'

/** What programs want to hear before TLS begins; `tls`: nothing. */
export type Speaks = 'rdp' | 'tds'

interface Place {
  host: string
  port: number
  signal: AbortSignal
}

/** What TLS is to go over, and what of it is different there. */
export type Way = Pick<ConnectionOptions, 'host' | 'port' | 'maxVersion' | 'ALPNProtocols'> & { socket?: Duplex }

/** Goes as far as TLS can begin. Throws what the network said, or ERR_BEFORE_TLS. */
export async function openWay({ host, port, signal }: Place, speaks: Speaks | undefined): Promise<Way> {
  if (speaks === undefined) return { host, port }
  if (speaks === 'rdp') return { socket: await talked({ host, port, signal, words: rdpWords, understand: rdpAnswer }) }
  const socket = await talk({ host, port, signal, words: tdsWords, understand: tdsAnswer, forgives: wantsTlsAtOnce })
  // Inside packets there is no TLS 1.3: what comes after the handshake goes without them (MS-TDS § 2.2.6.5).
  if (socket) return { socket: tdsTunnel(socket), maxVersion: 'TLSv1.2' }
  // One that only lets clients of TDS 8.0 in ("strict"): TLS at once, by this name (MS-TDS § 3.2.5.1).
  return { host, port, ALPNProtocols: ['tds/8.0'] }
}

async function talked(request: Parameters<typeof talk>[0]): Promise<Duplex> {
  const socket = await talk(request)
  if (!socket) throw new Error('only who forgives an answer goes on without one')
  return socket
}
