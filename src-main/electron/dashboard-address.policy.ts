/** The scheme of pages that belong to the program; `dashboard` is the only host there is. */
export const scheme = 'app'
export const dashboardUrl = `${scheme}://dashboard/index.html`

/** The page at a place of the dashboard. It paints no background of its own where something is to shine through. */
export function pageUrl(at: string, shinesThrough: boolean): string {
  return `${dashboardUrl}${shinesThrough ? '?through' : ''}${at}`
}

/** The same page, at another place of it. */
export function withPlace(address: string, at: string): string {
  return address.replace(/#.*$|$/, () => at)
}

/** Whether an address is one of the dashboard's own. Not by `origin`, which is "null" for schemes that URL does not know. */
export function isDashboardUrl(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${scheme}:` && url.host === 'dashboard' && url.username === '' && url.password === ''
}

interface Frame {
  readonly url: string
  readonly parent: unknown
}

/** The dashboard itself, not something embedded in it; null when the frame has gone since. */
export function isDashboardFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isDashboardUrl(frame.url)
}
