import { win32 } from 'node:path'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import type { HttpSysBinding } from '../http-sys/http-sys-bindings.policy.ts'
import type { HttpSysPlace } from '../http-sys/netsh-arguments.policy.ts'
import { httpSysOf, type IisBinding, type IisSite } from './iis-sites.policy.ts'

export type IisSettings = SettingsOf<'iis'>

/** IIS, to http.sys: what else is set up there by another, IIS Manager does not show. */
export const iisAppId = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

/** The binding of the site that is meant: of its name, or of every name at the port. */
export function bindingOf(site: IisSite, { hostName = '', port }: IisSettings): IisBinding | undefined {
  return site.bindings.find((binding) => binding.port === port && binding.hostName === hostName.toLowerCase())
}

/** What is added where the site has none. */
export function newBinding({ centralStore, hostName = '', port }: IisSettings): IisBinding {
  return { address: '*', port, hostName: hostName.toLowerCase(), sni: hostName !== '', central: centralStore !== undefined }
}

/** As IIS keeps it. */
export function rawBinding({ address, central, hostName, port, sni }: IisBinding): { information: string; flags: number } {
  const bracketed = address.includes(':') ? `[${address}]` : address
  return { information: `${bracketed}:${port}:${hostName}`, flags: (sni ? 1 : 0) + (central ? 2 : 0) }
}

/** Where http.sys is told of it. */
export function httpSysPlaceOf({ address, hostName, port, sni }: IisBinding): HttpSysPlace {
  if (sni && hostName !== '') return { by: 'name', host: hostName, port }
  return { by: 'address', host: address === '*' ? '0.0.0.0' : address, port }
}

/** Why its certificate cannot come from where the settings say; undefined where it can. A binding is not turned into another kind. */
export function unfit(binding: IisBinding, { centralStore }: IisSettings): string | undefined {
  if (binding.central && centralStore === undefined)
    return 'its binding takes certificates from the central store, whose folder is not said'
  if (!binding.central && centralStore !== undefined)
    return 'its binding takes its certificate from the store of the machine, not from the central one; IIS Manager changes that'
  return undefined
}

/** The file in the central store: of the name a client asks for, and `_` for what may stand for any (Microsoft Learn, IIS 8.0 CCS). */
export function centralFile(folder: string, name: string): string {
  return win32.join(folder, `${name.toLowerCase().replace(/^\*/, '_')}.pfx`)
}

/** Other bindings that present the certificate as well, because they share one place of http.sys. */
export function sharing(binding: IisBinding, sites: readonly IisSite[], bindings: readonly HttpSysBinding[]): string[] {
  const served = httpSysOf(binding, bindings)
  if (!served) return []
  const others = (site: IisSite) =>
    site.bindings.some((other) => other !== binding && !other.central && httpSysOf(other, bindings)?.place === served.place)
  return sites.filter(others).map(({ name }) => name)
}
