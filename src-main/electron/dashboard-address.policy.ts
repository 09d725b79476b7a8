/** The scheme of pages that belong to the program; `dashboard` is the only host there is. */
export const scheme = 'app'
export const dashboardUrl = `${scheme}://dashboard/index.html`

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
