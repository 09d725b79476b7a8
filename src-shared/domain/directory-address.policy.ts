/**
 * Why nothing is ordered at this address; undefined where it may be the directory of an authority. Takes what the URL standard
 * has written (`URL.href`). RFC 8555 §6.1 wants HTTPS; on this machine itself there is nobody in between.
 */
export function directoryObjection(href: string): string | undefined {
  if (/^https?:\/\/[^/?]*@/.test(href)) return 'a name and a password in it would be kept and shown'
  if (/^https:\/\//.test(href) || /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])[:/]/.test(href)) return undefined
  return 'it must begin with https://, but for an authority on this machine itself'
}

/**
 * The one spelling that a directory is kept under, again of what the URL standard has written: that has settled the case of the host,
 * the usual port and dots in the path. A fragment is never sent, and a host is the same with the dot of the root at its end.
 * A slash at the end stays: with it the path is another one (RFC 3986 §6.2.4).
 */
export function directorySpelling(href: string): string {
  return href.replace(/#.*$/s, '').replace(/^(https?:\/\/[^/:@?]+)\.(?=[:/])/, '$1')
}

/** Both at once; undefined where it can be no directory. */
export function directoryAt(href: string | undefined): string | undefined {
  return href === undefined || directoryObjection(href) !== undefined ? undefined : directorySpelling(href)
}
