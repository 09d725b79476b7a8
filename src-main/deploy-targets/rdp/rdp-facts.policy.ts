import type { Thumbprint } from '../../stores/store.port.ts'
import { keyAt, type RegistryKey } from '../../system/registry/registry.policy.ts'
import { type Found, isPort, type NamedPlace, thumbprintOfBytes } from '../windows/named-place.policy.ts'

const server = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server'
const stations = `${server}\\WinStations`
const listener = `${stations}\\RDP-Tcp`
const policy = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services'

export const rdpPaths = [server, stations, listener, policy]

/** What Windows calls it (Win32_TSGeneralSetting.TerminalName). */
export const rdpPlace = 'RDP-Tcp'

export interface RdpFacts {
  /** Whether this Windows has Remote Desktop at all. */
  installed: boolean
  /** The one it was told to present (Win32_TSGeneralSetting.SSLCertificateSHA1Hash keeps it here). */
  chosen: Thumbprint | undefined
  /** The one it made for itself and presents where none was chosen. It lies in the store `Remote Desktop`. */
  selfSigned: Thumbprint | undefined
  port: number
  /** Whether connections are let in (fDenyTSConnections, which a policy may overrule). */
  open: boolean
  /** The template by which a policy has certificates for it enrolled, which then are chosen again and again. */
  template: string | undefined
}

export function rdpFacts(keys: readonly RegistryKey[]): RdpFacts & { unreadable: string[] } {
  const unreadable: string[] = []
  const hash = (path: string, name: string) => {
    const key = keyAt(keys, path)
    const bytes = key?.bytes(name)
    const thumbprint = bytes && thumbprintOfBytes(bytes)
    if (bytes && bytes.length > 0 && !thumbprint) unreadable.push(`${path}: ${name} has ${bytes.length} bytes`)
    if (key?.text(name) !== undefined) unreadable.push(`${path}: ${name} is a text`)
    return thumbprint
  }
  const port = keyAt(keys, listener)?.number('PortNumber') ?? 3389
  const denied = keyAt(keys, policy)?.number('fDenyTSConnections') ?? keyAt(keys, server)?.number('fDenyTSConnections') ?? 1
  if (!isPort(port)) unreadable.push(`${listener}: PortNumber is ${port}`)
  return {
    installed: keyAt(keys, listener) !== undefined,
    chosen: hash(listener, 'SSLCertificateSHA1Hash'),
    selfSigned: hash(stations, 'SelfSignedCertificate'),
    port: isPort(port) ? port : 3389,
    open: denied === 0,
    template: keyAt(keys, policy)?.text('CertTemplateName') || undefined,
    unreadable,
  }
}

export function rdpUses({ chosen, open, port, selfSigned, unreadable }: ReturnType<typeof rdpFacts>): Found<NamedPlace> {
  const thumbprint = chosen ?? selfSigned
  const address = open ? { host: '127.0.0.1', port, speaks: 'rdp' as const } : undefined
  return { found: thumbprint === undefined ? [] : [{ place: rdpPlace, thumbprint, address }], unreadable }
}
