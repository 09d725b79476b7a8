/** What a text file says, whatever wrote it: Windows PowerShell's `>` writes UTF-16, with a mark at its beginning. Without one it is UTF-8. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** Whether it was written in none of these, or is no text at all. */
export const isGarbled = (text: string) => text.includes('\0') || text.includes('\uFFFD')
