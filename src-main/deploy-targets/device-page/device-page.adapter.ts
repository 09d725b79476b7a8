import { createServer } from 'node:https'
import type { Socket } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import { createInTurn } from '../../system/in-turn.ts'
import { type Listeners, openAnyPort, openPort } from '../../system/network/listeners.adapter.ts'
import { trackConnections } from './connections.adapter.ts'
import type { DevicePage, DevicePageFacts } from './device-page.port.ts'
import { pageHtml } from './page.policy.ts'
import { answerWith } from './page-requests.adapter.ts'
import { type ServedBundle, servedBundle } from './served-bundle.adapter.ts'

export interface DevicePageOptions {
  /** Where it listened last time; undefined the first time. */
  preferredPort: number | undefined
  facts(): DevicePageFacts
  clock: Clock
}

export function createDevicePage({ preferredPort, facts, clock }: DevicePageOptions): DevicePage {
  let served: ServedBundle | undefined
  let listeners: Listeners | undefined
  let openToLan = false

  const server = createServer(
    { minVersion: 'TLSv1.2', handshakeTimeout: 10 * second, keepAliveTimeout: 5 * second, maxHeaderSize: 8192 },
    answerWith({
      isForName: (name) => served?.isForName(name) ?? false,
      html: () => {
        if (!served) throw new Error('nobody connects before a certificate is bound')
        return pageHtml(facts(), served, clock.now())
      },
    }),
  )
  const connections = trackConnections(server)
  const accept = (socket: Socket) => (served ? connections.accept(socket) : void socket.destroy())

  /** Changes of who may connect stand in line: each one closes and opens the same port. */
  const inTurn = createInTurn()

  /** One port cannot be listened at twice, so the old sockets go first; when the new ones cannot be had, they come back. */
  async function reopen(open: Listeners, wanted: boolean): Promise<Listeners> {
    open.close()
    listeners = undefined
    try {
      return await openPort(wanted, open.port, accept)
    } catch (error) {
      listeners = await openPort(openToLan, open.port, accept)
      throw error
    }
  }

  async function listen(wanted: boolean): Promise<{ port: number }> {
    if (!listeners) listeners = await openAnyPort(wanted, preferredPort, accept)
    else if (wanted !== openToLan) listeners = await reopen(listeners, wanted)
    openToLan = wanted
    if (!openToLan) connections.endForeign()
    return { port: listeners.port }
  }

  return {
    id: 'device-page',
    label: 'Device page',
    bound: async () => served?.thumbprint,
    async bind(bundle, thumbprint) {
      try {
        const next = servedBundle(bundle, thumbprint)
        server.setSecureContext(next.tls)
        served = next
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new Refusal('TARGET_FAILED', { target: 'Device page', reason }, { cause: error })
      }
    },
    address: () => listeners && { host: '127.0.0.1', port: listeners.port },
    listen: ({ openToLan: wanted }) => inTurn(() => listen(wanted)),
    health: () => ({
      listening: listeners?.hosts.map((host) => `${host.includes(':') ? `[${host}]` : host}:${listeners?.port}`) ?? [],
      openToLan,
      thumbprint: served?.thumbprint,
    }),
    close: () =>
      inTurn(async () => {
        listeners?.close()
        listeners = undefined
        await connections.end()
      }),
  }
}
