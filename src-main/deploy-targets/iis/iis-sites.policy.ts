import { isIP } from 'node:net'
import type { HttpSysBinding } from '../http-sys/http-sys-bindings.policy.ts'
import type { ServedAt } from '../target.port.ts'
import { type Found, isPort, type NamedPlace, reachable } from '../windows/named-place.policy.ts'

/** sslFlags of a binding (Microsoft Learn, `<binding>`): known by its name, and its certificate taken from the central store. */
const bySni = 1
const fromCentralStore = 2

export interface IisSite {
  name: string
  /** Its bindings for https. */
  bindings: IisBinding[]
  hsts: IisHsts | undefined
}

/** Whether browsers are told to ask for https alone, and for how long (s). */
export interface IisHsts {
  enabled: boolean
  maxAge: number
}

/** A site that says nothing of it tells browsers nothing, as one that says no; for how long does not count then. */
export function isSameHsts(one: IisHsts | undefined, other: IisHsts | undefined): boolean {
  if (!one?.enabled || !other?.enabled) return (one?.enabled ?? false) === (other?.enabled ?? false)
  return one.maxAge === other.maxAge
}

export interface IisBinding {
  /** `*` for every address; IPv6 without brackets. */
  address: string
  port: number
  /** Empty for every name. */
  hostName: string
  sni: boolean
  central: boolean
}

/** As IIS has it in its configuration. */
export interface RawSite {
  name: string
  bindings: { protocol: string; information: string; flags: string }[]
  hsts: { enabled: string; maxAge: string } | null
}

export function iisSites(raw: readonly RawSite[]): Found<IisSite> {
  const unreadable: string[] = []
  const found = raw.map(({ bindings, hsts, name }) => {
    const https = bindings.filter(({ protocol }) => protocol.toLowerCase() === 'https')
    const read = https.map((binding) => bindingIn(binding) ?? `${name}: the binding “${binding.information.slice(0, 300)}”`)
    unreadable.push(...read.filter((each) => typeof each === 'string'))
    const known = hsts ? { enabled: hsts.enabled.toLowerCase() === 'true', maxAge: Number(hsts.maxAge) || 0 } : undefined
    return { name, bindings: read.filter((each) => typeof each !== 'string'), hsts: known }
  })
  return { found, unreadable }
}

/** `address:port:name`, where each but the port may be empty. */
function bindingIn({ flags, information }: RawSite['bindings'][number]): IisBinding | undefined {
  const [, bracketed, plain, digits, hostName = ''] = /^(?:\[([^[\]]+)\]|([^:[\]]*)):(\d{1,5}):([^:\s]*)$/.exec(information) ?? []
  const address = (bracketed ?? plain ?? '').toLowerCase() || '*'
  const port = Number(digits)
  const set = flags === '' ? 0 : Number(flags)
  if (!isPort(port) || !Number.isInteger(set) || (address !== '*' && isIP(address) === 0)) return undefined
  return { address, port, hostName: hostName.toLowerCase(), sni: (set & bySni) !== 0, central: (set & fromCentralStore) !== 0 }
}

/** The site, then the binding as `appcmd list site` writes it: `Default Web Site https/*:443:www.acme.test`. */
export function iisPlace(site: string, { address, hostName, port }: Pick<IisBinding, 'address' | 'hostName' | 'port'>): string {
  return `${site} https/${address.includes(':') ? `[${address}]` : address}:${port}:${hostName}`
}

/** Where a client of this machine sees its certificate. */
export function addressOf({ address, hostName, port }: IisBinding): ServedAt {
  return { host: reachable(address), port, ...(hostName === '' ? {} : { name: hostName }) }
}

/** Which certificate a site presents is known to http.sys, not to IIS; one from the central store is named by neither. */
export function iisUses(sites: Found<IisSite>, httpSys: Found<HttpSysBinding>): Found<NamedPlace> {
  const found = sites.found.flatMap((site) =>
    site.bindings.flatMap((binding) => {
      const used = binding.central ? undefined : httpSysOf(binding, httpSys.found)
      if (!used) return []
      return [{ place: iisPlace(site.name, binding), thumbprint: used.thumbprint, address: addressOf(binding) }]
    }),
  )
  return { found, unreadable: sites.unreadable }
}

/** The binding of http.sys that a binding of IIS is served by: of its name, else of its address, else of every address. */
export function httpSysOf(binding: IisBinding, bindings: readonly HttpSysBinding[]): HttpSysBinding | undefined {
  const atPort = bindings.filter(({ port }) => port === binding.port)
  if (binding.sni && binding.hostName !== '') return atPort.find(({ by, host }) => by === 'name' && host === binding.hostName)
  const byAddress = atPort.filter(({ by }) => by === 'address')
  const every = binding.address.includes(':') ? '::' : '0.0.0.0'
  return byAddress.find(({ host }) => host === binding.address) ?? byAddress.find(({ host }) => host === every)
}
