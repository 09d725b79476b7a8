import { execFileSync } from 'node:child_process'

export const opensslIsThere = (() => {
  try {
    return execFileSync('openssl', ['version']).length > 0
  } catch {
    return false
  }
})()

/** What the openssl program prints for this input. */
export function openssl(args: string[], input: string | Uint8Array): string {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'] }).toString()
}
