import { isIP, isIPv6 } from 'node:net'
import type { RegistryKey } from '../../system/registry/registry.policy.ts'
import { type Found, isPort, type NamedPlace, reachable, thumbprintOfBytes } from '../windows/named-place.policy.ts'
import { type HttpSysSettings, settingsOf } from './http-sys-settings.policy.ts'

const parameters = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters'

/**
 * Where http.sys keeps what HttpSetServiceConfiguration is told: by address and port, and by name and port (SNI). A third table, by
 * port alone (SslCcsBindingInfo), names no certificate: they lie in a folder then.
 */
export const httpSysPaths = [`${parameters}\\SslBindingInfo\\*`, `${parameters}\\SslSniBindingInfo\\*`]

export interface HttpSysBinding extends NamedPlace {
  by: 'address' | 'name'
  /** An IP address, IPv6 without brackets; or a name. */
  host: string
  port: number
  settings: HttpSysSettings
}

export function httpSysBindings(keys: readonly RegistryKey[]): Found<HttpSysBinding> {
  const found: HttpSysBinding[] = []
  const unreadable: string[] = []
  for (const key of keys) {
    const read = bindingIn(key)
    if (read === 'no certificate') continue
    if (typeof read === 'string') unreadable.push(`${key.path}: ${read}`)
    else found.push(read)
  }
  return { found, unreadable }
}

function bindingIn(key: RegistryKey): HttpSysBinding | string {
  const by = key.path.toLowerCase().startsWith(`${parameters}\\SslSniBindingInfo\\`.toLowerCase()) ? 'name' : 'address'
  // Windows 8 named the keys of SNI by name and port; newer ones by a GUID, with name and port beside the rest.
  const place = by === 'name' ? (key.text('HostnamePort') ?? key.name) : key.name
  const where = splitPlace(place)
  if (!where || (by === 'address') !== (isIP(where.host) !== 0)) return 'it is not for an address or a name, and a port'
  const hash = key.bytes('SslCertHash')
  if (key.text('SslCertHash') !== undefined) return 'SslCertHash is a text'
  if (!hash || hash.length === 0) return 'no certificate'
  const thumbprint = thumbprintOfBytes(hash)
  if (!thumbprint) return `SslCertHash has ${hash.length} bytes`
  const { host, port } = where
  const address = by === 'name' ? { host: '127.0.0.1', port, name: host } : { host: reachable(host), port }
  return { by, ...where, place: httpSysPlace(where), thumbprint, address, settings: settingsOf(key) }
}

/** As `netsh http show sslcert` writes it: `0.0.0.0:443`, `[::]:443`, `www.acme.test:443`. */
export function httpSysPlace({ host, port }: { host: string; port: number }): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`
}

function splitPlace(place: string): { host: string; port: number } | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([^[\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(place) ?? []
  const host = (bracketed ?? plain)?.toLowerCase()
  const port = Number(digits)
  if (host === undefined || !isPort(port) || (bracketed !== undefined && !isIPv6(host))) return undefined
  return { host, port }
}
