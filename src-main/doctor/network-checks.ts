import { isIP } from 'node:net'
import { isLoopback } from '../system/network/loopback.policy.ts'
import { proxyFor } from '../system/network/proxy.policy.ts'
import type { Check } from './check.port.ts'
import { checkAuthority } from './checks/authority.check.ts'
import { checkClock } from './checks/clock.check.ts'
import { checkCloud } from './checks/cloud.check.ts'
import { checkInterception } from './checks/interception.check.ts'
import { checkIpv6 } from './checks/ipv6.check.ts'
import { checkNetwork } from './checks/network.check.ts'
import { checkProxy } from './checks/proxy.check.ts'
import { checkResolver } from './checks/resolver.check.ts'
import { checkZipNames } from './checks/zip-names.check.ts'
import type { Surroundings } from './surroundings.port.ts'

export interface FarSide {
  cloudUrl: string
  directories: readonly string[]
  /** Host names of DNS servers that this program is set up with. */
  dnsHosts: readonly string[]
  asDevice(): Promise<unknown>
  clockJumped(): number
}

/** What lies between this machine and the hosts that this program talks to. */
export function networkChecks(around: Surroundings, { cloudUrl, directories, dnsHosts, asDevice, clockJumped }: FarSide): Check[] {
  const timeUrl = cloudTimeUrl(cloudUrl)
  const urls = [...directories, timeUrl]
  const proxies = urls.flatMap((url) => proxyFor(url, around.environment) ?? [])
  // What goes by a proxy is looked up behind it; in many offices nobody else can.
  const direct = urls.filter((url) => proxyFor(url, around.environment) === undefined)
  const hosts = [...direct.map(hostOf), ...proxies.map(({ href }) => hostOf(href)), ...dnsHosts]
  const names = [...new Set(hosts.filter(isLookedUp))]
  return [
    checkNetwork(around, urls.every(isLoopback) && dnsHosts.every((host) => isLoopback(dnsUrl(host)))),
    checkResolver(around, names),
    checkZipNames(around, { cloudUrl: timeUrl, others: names.filter((name) => !name.endsWith('.zip')), otherUrls: directories }),
    checkProxy(around, urls),
    checkInterception(around, urls),
    checkIpv6(around, urls),
    ...directories.map((directory) => checkAuthority(around, directory)),
    checkCloud(around, { url: cloudUrl, timeUrl, asDevice }),
    checkClock(around, urls, clockJumped),
  ]
}

/** The cloud's address that answers everybody. */
export function cloudTimeUrl(cloudUrl: string): string {
  return new URL('/api/auth/time', cloudUrl).href
}

export function dnsUrl(host: string): string {
  return `dns://${host.includes(':') ? `[${host}]` : host}`
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '')
}

function isLookedUp(host: string): boolean {
  return !isIP(host) && host !== 'localhost'
}
