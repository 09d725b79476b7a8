import { isLoopback } from './loopback.policy.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that leads to this URL, as its setting has it, or undefined for the direct way: HTTPS_PROXY, HTTP_PROXY,
 * ALL_PROXY and NO_PROXY in either case, as curl reads them. Never one for this machine itself.
 */
export function proxyFor(url: string, environment: Environment): string | undefined {
  const { protocol, hostname, port } = new URL(url)
  if (isLoopback(url)) return undefined
  const setting = (name: string) => environment[name.toLowerCase()]?.trim() || environment[name.toUpperCase()]?.trim()
  const proxy = setting(protocol === 'https:' ? 'https_proxy' : 'http_proxy') || setting('all_proxy')
  if (!proxy) return undefined
  const host = hostname.replace(/^\[|\]$/g, '')
  const exceptions = (setting('no_proxy') ?? '').split(/[\s,]+/).filter(Boolean)
  const asked = port || (protocol === 'https:' ? '443' : '80')
  if (exceptions.some((exception) => covers(exception.toLowerCase(), host, asked))) return undefined
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`
}

/** Where a proxy is, as it may be shown: without the name and password that its setting can hold. */
export function proxyPlace(proxy: string): string {
  return URL.parse(proxy)?.host || 'the proxy'
}

/** `example.com` and `.example.com` cover the names below it too; a port narrows it; `*` is everything. */
function covers(exception: string, host: string, port: string): boolean {
  if (exception === '*') return true
  const isBareIPv6 = /^[^[].*:.*:/.test(exception)
  const [, name = '', only] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isBareIPv6 ? `[${exception}]` : exception) ?? []
  if (only !== undefined && only !== port) return false
  const bare = name.replace(/^\*?\./, '')
  return bare !== '' && (host === bare || host.endsWith(`.${bare}`))
}
