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
