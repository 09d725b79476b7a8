import type { Thumbprint } from '../../stores/store.port.ts'
import { keyAt, keysBelow, type RegistryKey } from '../../system/registry/registry.policy.ts'
import { type Found, isPort, type NamedPlace, thumbprintOfText } from '../windows/named-place.policy.ts'

const root = 'SOFTWARE\\Microsoft\\Microsoft SQL Server'
const names = `${root}\\Instance Names\\SQL`
const library = (id: string) => `${root}\\${id}\\MSSQLServer\\SuperSocketNetLib`

/** `*` in the place of an instance’s id, such as `MSSQL16.MSSQLSERVER`. */
export const sqlServerPaths = [names, library('*'), `${library('*')}\\Tcp`, `${library('*')}\\Tcp\\*`]

export interface SqlServerInstance {
  /** `MSSQLSERVER` is the one without a name. */
  name: string
  id: string
  /** Where its certificate is set. */
  path: string
  /** Undefined where it makes one for itself each time it starts. */
  thumbprint: Thumbprint | undefined
  /** Undefined where it does not listen by TCP, or on another port each time. */
  port: number | undefined
}

export function sqlServerInstances(keys: readonly RegistryKey[]): Found<SqlServerInstance> {
  const found: SqlServerInstance[] = []
  const unreadable: string[] = []
  const instances = keyAt(keys, names)
  for (const name of instances?.names ?? []) {
    const id = instances?.text(name)
    const key = id === undefined ? undefined : keyAt(keys, library(id))
    if (id === undefined || !key) continue
    const named = key.text('Certificate') ?? ''
    const thumbprint = thumbprintOfText(named)
    if (named.trim() !== '' && !thumbprint) unreadable.push(`${key.path}: Certificate is “${named.slice(0, 80)}”`)
    found.push({ name: name.toUpperCase(), id, path: key.path, thumbprint, port: portOf(keys, key.path) })
  }
  return { found, unreadable }
}

export function sqlServerUses({ found, unreadable }: Found<SqlServerInstance>): Found<NamedPlace> {
  const uses = found.flatMap(({ name, port, thumbprint }) => {
    if (thumbprint === undefined) return []
    return [{ place: name, thumbprint, address: port === undefined ? undefined : { host: '127.0.0.1', port, speaks: 'tds' as const } }]
  })
  return { found: uses, unreadable }
}

/** One port for all addresses (IPAll) unless each has its own; several may stand there, after commas. */
function portOf(keys: readonly RegistryKey[], path: string): number | undefined {
  const tcp = keyAt(keys, `${path}\\Tcp`)
  if (tcp?.number('Enabled') === 0) return undefined
  const each = keysBelow(keys, `${path}\\Tcp`)
  const all = each.filter(({ name }) => name.toLowerCase() === 'ipall')
  const enabled = each.filter((key) => key.number('Enabled') === 1 && !all.includes(key))
  const listening = tcp?.number('ListenOnAllIPs') === 0 ? enabled : all
  const ports = listening.flatMap((key) => (key.text('TcpPort') ?? '').split(',')).map((text) => Number(text.trim() || Number.NaN))
  return ports.find(isPort)
}
