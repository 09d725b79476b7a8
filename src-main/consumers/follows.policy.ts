import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { httpSysPlace } from '../deploy-targets/http-sys/http-sys-bindings.policy.ts'
import { placeOf } from '../deploy-targets/http-sys/netsh-arguments.policy.ts'
import { everyAddress } from '../deploy-targets/winrm/winrm-listeners.policy.ts'
import type { NamedUse } from './named-use.port.ts'

/** Whether the target that is set up like this tells the program in this place. */
export function follows(settings: TargetSettings, { kind, place }: Pick<NamedUse, 'kind' | 'place'>): boolean {
  if (settings.kind !== kind) return false
  switch (settings.kind) {
    case 'rdp':
      return true
    case 'winrm':
      // The listener for every address, which gets the target’s port with its certificate; others are left alone.
      return isSame(place, everyAddress)
    case 'http-sys':
      return isSame(place, httpSysPlace(placeOf(settings)))
    case 'iis': {
      const binding = iisBinding(place)
      const isAtPort = binding !== undefined && isSame(binding.site, settings.site) && binding.port === settings.port
      return isAtPort && isSame(binding.hostName, settings.hostName ?? '')
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
