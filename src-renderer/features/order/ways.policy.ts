import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { TypedName } from './typed-names.policy.ts'

/** The ways that a person is offered. The cloud's own is what this program does by itself; a lasting record may still change its form. */
export type Way = Exclude<ProofMethod['via'], 'cloud' | 'dns-persist'>

type Named = Pick<TypedName, 'kind' | 'name'>

const byPort: readonly Way[] = ['http-listener', 'http-webroot', 'tls-alpn']

/** The ways in which all these names can be proven, the one that asks least first. `own`: the device's names, which the cloud proves. */
export function waysFor(names: readonly Named[], own: ReadonlySet<string>): Way[] {
  const hasAddress = names.some(({ kind }) => kind === 'address')
  const foreign = foreignHosts(names, own)
  const hosts = names.filter(({ kind }) => kind !== 'address')
  const ports = names.some(({ kind }) => kind === 'wildcard') ? [] : byPort
  if (foreign.length === 0) return ['automatic', ...ports]
  const isDelegable = !hasAddress && hosts.every(({ name }) => !own.has(parentOf(name)))
  const byDns: Way[] = hasAddress ? [] : ['rfc2136']
  if (isDelegable) return ['delegation', ...byDns, ...ports, 'automatic']
  return ['automatic', ...byDns, ...ports]
}

/** The places in the DNS that somebody else looks after: a wildcard is proven at its parent's. */
export function foreignHosts(names: readonly Named[], own: ReadonlySet<string>): string[] {
  const hosts = names.filter(({ kind }) => kind !== 'address').map(({ name }) => parentOf(name))
  return [...new Set(hosts)].filter((host) => !own.has(host))
}

function parentOf(name: string): string {
  return name.replace(/^\*\./, '')
}
