/** With which reg.exe says that there is no such key. Without an answer (it was ended, or would not start) nobody knows. */
export const noSuchKey = 1

/** The end of what a program of Windows said, as one line within a sentence. */
export function saidIn(said: string): string {
  return said.trim().split(/\s+/).join(' ').slice(-300).replace(/\.$/, '') || 'nothing'
}
