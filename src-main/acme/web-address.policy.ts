/** An address that a person may be shown, and open; none when it is something else, or longer than any is. */
export function webAddress(text: string | undefined): string | undefined {
  const url = URL.parse(text ?? '')
  return url && /^https?:$/.test(url.protocol) && url.href.length <= 400 ? url.href : undefined
}
