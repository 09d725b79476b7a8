import { createHash } from 'node:crypto'
import type { ChallengeTask } from '#main/challenges/challenge.port.ts'
import { reverseName } from '#main/challenges/tls-alpn/reverse-name.policy.ts'
import { createTlsAlpn01 } from '#main/challenges/tls-alpn/tls-alpn-01.adapter.ts'
import { taskFor } from '../challenge-tasks.ts'
import { freePorts } from '../free-port.ts'
import { openssl } from '../openssl.ts'
import { noOpenssl, runOpenssl } from '../openssl-client.ts'
import type { SolverKind } from './staged-solver.ts'

/** What OpenSSL is shown under a name, and how it reads that; empty when there is no handshake. */
export async function shownUnder(port: number, name: string, ...more: string[]) {
  const said = await runOpenssl('s_client', '-connect', `127.0.0.1:${port}`, '-servername', name, ...more)
  const [pem] = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\n/.exec(said) ?? []
  if (!pem) return { said, text: '', structure: '' }
  return { said, text: openssl(['x509', '-noout', '-text'], pem), structure: openssl(['asn1parse'], pem) }
}

/** Everything of RFC 8737 §3 and RFC 8738 §4. */
export async function provesByTls(port: number, task: ChallengeTask): Promise<boolean> {
  const name = task.type === 'ip' ? reverseName(task.name) : task.name
  const { said, text, structure } = await shownUnder(port, name, '-alpn', 'acme-tls/1')
  const digest = createHash('sha256').update(task.keyAuthorization).digest('hex').toUpperCase()
  const names = /Subject Alternative Name:[^\n]*\n([^\n]+)/.exec(text)?.[1]?.trim()
  return (
    said.includes('ALPN protocol: acme-tls/1') &&
    names === (task.type === 'ip' ? `IP Address:${task.name.toUpperCase()}` : `DNS:${task.name}`) &&
    text.includes('1.3.6.1.5.5.7.1.31: critical') &&
    structure.includes(`0420${digest}`)
  )
}

export const tlsAlpn01: SolverKind = {
  title: 'tls-alpn-01 by a listener of its own',
  missing: noOpenssl,
  async stage() {
    const [port = 0] = await freePorts(1)
    return {
      solver: createTlsAlpn01({ port }),
      tasks: [taskFor('a.myl.test', 'token-1'), taskFor('b.myl.test', 'token-2')],
      sees: (task) => provesByTls(port, task),
      isClean: async () => /errno|refused/i.test((await shownUnder(port, 'a.myl.test')).said),
      stop: async () => undefined,
    }
  },
}
