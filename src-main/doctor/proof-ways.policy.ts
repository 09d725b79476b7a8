import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { PortUse } from './machine/ports.policy.ts'

/** The ACME challenge type (RFC 8555 §8, RFC 8737) that a way of proving comes to; by DNS unless it says otherwise. */
export function challengeTypeOf({ via }: ProofMethod): string {
  if (via === 'http-listener' || via === 'http-webroot') return 'http-01'
  if (via === 'tls-alpn') return 'tls-alpn-01'
  return via === 'dns-persist' ? 'dns-persist-01' : 'dns-01'
}

/** The port of this machine that an authority will connect to, where the way of proving needs one. */
export function portUseOf(proof: ProofMethod, name: string): PortUse | undefined {
  if (proof.via === 'http-listener') return { name, port: proof.port ?? 80, by: 'this program' }
  if (proof.via === 'tls-alpn') return { name, port: proof.port ?? 443, by: 'this program' }
  return proof.via === 'http-webroot' ? { name, port: 80, by: 'a web server' } : undefined
}

/** Whether the name’s own DNS is what the authority reads. */
export function isProvenByDns(proof: ProofMethod): boolean {
  return challengeTypeOf(proof).startsWith('dns')
}
