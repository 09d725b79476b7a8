import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { NamedUse } from './named-use.port.ts'

/** Whether the target that is set up like this tells the program in this place. */
export function follows(settings: TargetSettings, { address, kind, place }: Pick<NamedUse, 'address' | 'kind' | 'place'>): boolean {
  const isAtPort = 'port' in settings && (address === undefined || address.port === settings.port)
  switch (settings.kind) {
    case 'rdp':
      return kind === 'rdp'
    case 'winrm':
      return (kind === 'winrm' && isAtPort) || (kind === 'http-sys' && portIn(place) === settings.port)
    case 'http-sys':
      return kind === 'http-sys' && isSame(place, httpSysPlace(settings))
    case 'iis':
      // A binding of IIS is one of Windows' own HTTP server, too, which names its port.
      return (kind === 'iis' && isSame(place, settings.site) && isAtPort) || (kind === 'http-sys' && portIn(place) === settings.port)
    case 'sql-server':
      return kind === 'sql-server' && isSame(place, settings.instance)
    default:
      return false
  }
}

/** As `netsh http show sslcert` writes it. */
function httpSysPlace({ address = '0.0.0.0', hostName, port }: Extract<TargetSettings, { kind: 'http-sys' }>): string {
  return `${hostName ?? (address.includes(':') ? `[${address}]` : address)}:${port}`
}

function portIn(place: string): number {
  return Number(place.slice(place.lastIndexOf(':') + 1))
}

/** Windows minds no case in any of these. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
