/** What this JSON says; undefined where it is none: for what was written elsewhere, and may be damaged. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
