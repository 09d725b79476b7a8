import { createServer, type SecureContext, type TLSSocket } from 'node:tls'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { ChallengeSolver, ChallengeTask } from '../challenge.port.ts'
import { createSharedListener } from '../listening/shared-listener.adapter.ts'
import { challengeCertificate } from './challenge-certificate.adapter.ts'
import { reverseName } from './reverse-name.policy.ts'

/** The protocol that says a CA is calling (RFC 8737 §6.2). */
const protocol = 'acme-tls/1'

interface Shown {
  keyAuthorization: string
  context: SecureContext
  gone: Promise<void>
  takeAway(): void
}

/**
 * Answers tls-alpn-01 (RFC 8737, RFC 8738) by itself, for all certificates at once. A connection is ended right after its
 * handshake: nothing is ever said over it. Refuses with CHALLENGE_PORT_TAKEN or CHALLENGE_PORT_NOT_ALLOWED.
 */
export function createTlsAlpn01({ port }: { port: number }): ChallengeSolver {
  const shown = new Map<string, Shown>()
  const server = createServer({
    ALPNProtocols: [protocol],
    SNICallback(name, done) {
      const found = shown.get(canonicalName(name))
      done(found ? null : new Error('no such challenge'), found?.context)
    },
  })
  server.on('secureConnection', (socket: TLSSocket) => socket.end())
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  const listener = createSharedListener({ port, accept: (socket) => void server.emit('connection', socket) })

  const placeOf = ({ type, name }: ChallengeTask) => (type === 'ip' ? reverseName(name) : canonicalName(name))

  return {
    type: 'tls-alpn-01',
    ready: listener.tryOut,
    async publish(task) {
      const place = placeOf(task)
      const mine = await showing(task)
      // A handshake can show one certificate: another order for the same name waits until this one's is taken away.
      for (let other = shown.get(place); other; other = shown.get(place)) {
        if (other.keyAuthorization === task.keyAuthorization) break
        await other.gone
      }
      if (!shown.has(place)) shown.set(place, mine)
      await listener.hold(place, task.name).catch((error: unknown) => {
        takeAway(place)
        throw error
      })
    },
    async remove(task) {
      const place = placeOf(task)
      if (shown.get(place)?.keyAuthorization !== task.keyAuthorization) return
      takeAway(place)
      await listener.release(place)
    },
  }

  function takeAway(place: string): void {
    const taken = shown.get(place)
    shown.delete(place)
    taken?.takeAway()
  }
}

async function showing(task: ChallengeTask): Promise<Shown> {
  let takeAway = () => {}
  const gone = new Promise<void>((resolve) => {
    takeAway = resolve
  })
  return { keyAuthorization: task.keyAuthorization, context: await challengeCertificate(task), gone, takeAway }
}
