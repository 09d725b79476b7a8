import type { KeyAndChain, Thumbprint } from './store.port.ts'

/** What programs know these files as (certbot's names). The key is for its owner alone. */
export const keyFile = 'privkey.pem'
export const certificateFile = 'cert.pem'
export const chainFile = 'chain.pem'
export const fullchainFile = 'fullchain.pem'

/** What the folders of versions are called. */
export function isThumbprint(text: string): text is Thumbprint {
  return /^[0-9A-F]{40}$/.test(text)
}

/** Whether a file of a version's folder is one of the version, or one of them that a crash left half written. Anything else is a person's. */
export function isOurs(name: string): boolean {
  return isOurOwn.test(name)
}

const files = [keyFile, certificateFile, chainFile, fullchainFile].map((file) => file.replace('.', '\\.')).join('|')
const isOurOwn = new RegExp(`^(?:${files}|\\.(?:${files})\\.[0-9a-f-]{36}\\.tmp)$`)

export interface VersionFile {
  name: string
  text: string
  mode: number
}

/** The files of one version, the key first: a certificate never lies there without its key. */
export function versionFiles({ privateKeyPem, certificatePem, chainPem }: KeyAndChain): VersionFile[] {
  return [
    { name: keyFile, text: lines(privateKeyPem), mode: 0o600 },
    { name: certificateFile, text: lines(certificatePem), mode: 0o644 },
    { name: chainFile, text: chainPem.map(lines).join(''), mode: 0o644 },
    { name: fullchainFile, text: [certificatePem, ...chainPem].map(lines).join(''), mode: 0o644 },
  ]
}

/** Some readers of PEM files choke on CRLF, and none finds the next block when a line's end is missing. */
function lines(pem: string): string {
  return `${pem.trim().replaceAll('\r\n', '\n')}\n`
}
