/** Other people's text ends up in logs and on screens: no control characters, no novels, at most 400 characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 400)
}
