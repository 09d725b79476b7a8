/** A name, `.example.test` or `*.example.test` for those below it, or an address; each with a port or for all of them. */
const pattern = /^(?:(?:\*?\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/

/** Whether this can be a host that no proxy is asked for. */
export function isPastProxy(host: string): boolean {
  return pattern.test(host)
}

/** Hosts as a person lists them, with commas, spaces or lines between; each once, in small letters. */
export function pastProxyIn(text: string): string[] {
  return [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((host) => host !== '')
}
