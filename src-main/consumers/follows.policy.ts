import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { httpSysPlace } from '../deploy-targets/http-sys/http-sys-bindings.policy.ts'
import type { NamedUse } from './named-use.port.ts'

/** Whether the target that is set up like this tells the program in this place. */
export function follows(settings: TargetSettings, { address, kind, place }: Pick<NamedUse, 'address' | 'kind' | 'place'>): boolean {
  if (settings.kind !== kind) return false
  switch (settings.kind) {
    case 'rdp':
      return true
    case 'winrm':
      // The listener for every address; others are left alone.
      return place.startsWith('*') && (address === undefined || address.port === settings.port)
    case 'http-sys':
      return isSame(place, httpSysPlace({ host: settings.hostName ?? settings.address ?? '0.0.0.0', port: settings.port }))
    case 'iis': {
      const binding = iisBinding(place)
      const isAtPort = binding !== undefined && isSame(binding.site, settings.site) && binding.port === settings.port
      return isAtPort && (settings.hostName === undefined || isSame(binding.hostName, settings.hostName))
    }
    case 'sql-server':
      return isSame(place, settings.instance)
    default:
      return false
  }
}

/** A place as iisPlace (../deploy-targets/iis) writes it. */
export function iisBinding(place: string): { site: string; port: number; hostName: string } | undefined {
  const [, site, port, hostName = ''] = /^(.*) https\/.*:(\d+):([^:]*)$/s.exec(place) ?? []
  return site === undefined ? undefined : { site, port: Number(port), hostName }
}

/** Windows minds no case in any of these. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
