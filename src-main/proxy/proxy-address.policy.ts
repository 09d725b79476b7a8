import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Where a proxy is, and of how one signs in there the user’s name alone. */
export interface ProxyAddress {
  /** `http://proxy.example:3128` */
  address: string
  user: string | undefined
}

/**
 * As people write it: `proxy.example:3128` is `http://proxy.example:3128`. Refuses with PROXY_ADDRESS_UNREADABLE; with
 * PROXY_PASSWORD_IN_ADDRESS, because one in it would stand in command lines, logs and lists of processes; and with
 * PROXY_SETTING_INVALID what is of another kind. What was typed is not said again: a password may be anywhere in it.
 */
export function readProxyAddress(text: string): ProxyAddress {
  const typed = text.trim()
  const url = URL.parse(typed.includes('://') ? typed : `http://${typed}`)
  const user = url ? decoded(url.username) : undefined
  if (!url || url.hostname === '' || user === undefined || user.includes(':') || /[^/]/.test(url.pathname + url.search + url.hash))
    throw new Refusal('PROXY_ADDRESS_UNREADABLE')
  if (url.password !== '') throw new Refusal('PROXY_PASSWORD_IN_ADDRESS', { proxy: url.host })
  const { host, protocol } = url
  if (!/^https?:$/.test(protocol)) throw new Refusal('PROXY_SETTING_INVALID', { proxy: host, kind: protocol.replace(':', '') })
  return { address: `${protocol}//${host}`, user: user || undefined }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
