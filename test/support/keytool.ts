import { execFileSync } from 'node:child_process'
import { withFiles } from './openssl-files.ts'

export const keytoolIsThere = (() => {
  try {
    execFileSync('keytool', ['-help'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** What Java's keytool lists of a PKCS#12 file. Throws when it does not open it. */
export function keytoolList(pfx: Uint8Array, password: string): string {
  const args = ['-list', '-v', '-storetype', 'PKCS12', '-keystore', '@store.p12', '-storepass:file', '@password']
  return withFiles('keytool', ['-J-Duser.language=en', '-J-Dfile.encoding=UTF-8', '-J-Dsun.stdout.encoding=UTF-8', ...args], {
    'store.p12': pfx,
    password,
  }).printed
}

/** A JKS store as keytool makes it of a PKCS#12 file. Throws when it does not take it. */
export function keytoolImport(pfx: Uint8Array, password: string): { listed: string } {
  const from = ['-srckeystore', '@from.p12', '-srcstoretype', 'PKCS12', '-srcstorepass:file', '@password']
  const to = ['-destkeystore', '@to.jks', '-deststoretype', 'JKS', '-deststorepass:file', '@password', '-noprompt']
  const made = withFiles('keytool', ['-importkeystore', ...from, ...to], { 'from.p12': pfx, password })
  const list = ['-list', '-v', '-storetype', 'JKS', '-keystore', '@to.jks', '-storepass:file', '@password']
  return {
    listed: withFiles('keytool', ['-J-Duser.language=en', ...list], { 'to.jks': made.written['to.jks'] ?? '', password }).printed,
  }
}
