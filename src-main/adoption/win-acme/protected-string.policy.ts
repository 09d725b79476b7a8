export type ProtectedText =
  | { clear: string }
  /** By DPAPI for the machine it was written on; or kept elsewhere altogether. */
  | { sealedFor: string }
  | { unreadable: true }

/**
 * How win-acme writes what is secret: `enc-` sealed by Windows, `clear-` as it is, `vault://` kept in a vault, and
 * otherwise base64. From its Services/Serialization/ProtectedString.cs.
 */
export function readProtectedText(text: string): ProtectedText {
  if (text.startsWith('enc-')) return { sealedFor: 'the Windows machine it was written on' }
  if (text.startsWith('vault://')) return { sealedFor: 'a vault that win-acme asks' }
  if (text.startsWith('clear-')) return { clear: text.slice('clear-'.length) }
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) return { unreadable: true }
  return { clear: Buffer.from(text, 'base64').toString('utf8') }
}
