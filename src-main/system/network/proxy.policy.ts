import { isLoopback } from './loopback.policy.ts'

/** What this program was started with: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY, in small or capital letters. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>

const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/**
 * The proxy that a URL is reached by, or undefined for the direct way: for our HTTP client and for the doctor.
 * Refuses nothing: a proxy whose address cannot be read is no proxy.
 */
export function proxyFor(url: string, environment: ProxyEnvironment): URL | undefined {
  if (isLoopback(url)) return undefined
  const { protocol, hostname, port } = new URL(url)
  const get = (name: string) => environment[name.toLowerCase()] || environment[name.toUpperCase()] || ''
  if (isExempt(hostname, port || ports[protocol] || '', get('no_proxy'))) return undefined
  const text = get(protocol.replace(':', '_proxy')) || get('all_proxy')
  const whole = text === '' || text.includes('://') ? text : `http://${text}`
  return URL.canParse(whole) ? new URL(whole) : undefined
}

/** `host:port` of a proxy; its user name and password are nobody’s business. */
export function proxyLabel(proxy: URL): string {
  return `${proxy.hostname}:${proxy.port || ports[proxy.protocol] || '80'}`
}

/** `example.test` means that name alone, `.example.test` and `*.example.test` those below it, `*` all. */
function isExempt(hostname: string, port: string, exempt: string): boolean {
  const entries = exempt.toLowerCase().split(/[,\s]+/)
  return entries.some((entry) => {
    const [, host = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? []
    if (host === '' || (only !== undefined && only !== port)) return false
    return /^[.*]/.test(host) ? hostname.endsWith(host.replace(/^\*/, '')) : hostname === host
  })
}
