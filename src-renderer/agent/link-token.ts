/** `#token=…`, as the program that opened the page wrote it. */
const form = /^#token=([\w-]+)$/

/** Takes the one-time token out of the address, which shows it no longer afterwards; undefined when there is none. */
export function takeLinkToken(page: Pick<Window, 'location' | 'history'>): string | undefined {
  const token = form.exec(page.location.hash)?.[1]
  if (token === undefined) return undefined
  page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}`)
  return token
}
