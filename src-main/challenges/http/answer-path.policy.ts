/** Where a CA looks (RFC 8555 §8.3). */
export const answerFolder = '/.well-known/acme-challenge/'

/** Whether a token, which is text from somewhere else, may be part of a path or name a file: base64url and nothing more. */
export function isPlainToken(token: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(token) && !deviceNames.test(token)
}

/** What Windows takes for a device in any folder. */
const deviceNames = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** The token that a request asks for, or undefined for anything else. */
export function tokenAsked(method: string | undefined, url: string | undefined): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !url?.startsWith(answerFolder)) return undefined
  const token = url.slice(answerFolder.length)
  return isPlainToken(token) ? token : undefined
}
