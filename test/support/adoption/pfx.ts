import type { KeyAndChain } from '#main/stores/store.port.ts'
import { opensslWithFiles } from '../openssl-files.ts'

/** Ciphers as each program's library chooses them; OpenSSL's names. */
export const pfxCiphers = {
  /** BouncyCastle's Pkcs12StoreBuilder untouched: win-acme's “legacy”, Certify The Web’s older one. */
  legacy: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  /** The key by AES-256, certificates as before: win-acme and simple-acme on Windows since 1809. */
  aesKey: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'AES-256-CBC', '-macalg', 'sha1'],
  /** Posh-ACME: certificates by 3DES, the key by RC2. */
  posh: ['-legacy', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'],
  /** Posh-ACME with UseModernPfxEncryption. */
  poshModern: ['-legacy', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'AES-256-CBC', '-macalg', 'sha1'],
  /** Everything by AES-256: OpenSSL 3, Certify The Web’s modern one. */
  modern: ['-certpbe', 'AES-256-CBC', '-keypbe', 'AES-256-CBC', '-macalg', 'sha256'],
} as const

export type PfxCiphers = keyof typeof pfxCiphers

/** A real PFX file, written by OpenSSL. Without a key it holds the certificates only. */
export function makePfx(bundle: KeyAndChain, password: string, ciphers: PfxCiphers, { withKey = true } = {}): Buffer {
  const chain = [bundle.certificatePem, ...bundle.chainPem].join('')
  const source = withKey ? ['-inkey', '@key.pem', '-in', '@leaf.pem', '-certfile', '@chain.pem'] : ['-nokeys', '-in', '@chain.pem']
  const args = ['pkcs12', '-export', ...source, ...pfxCiphers[ciphers], '-passout', 'file:@password', '-out', '@out.pfx']
  const given = {
    'key.pem': bundle.privateKeyPem,
    'leaf.pem': bundle.certificatePem,
    'chain.pem': withKey ? bundle.chainPem.join('') : chain,
  }
  const made = opensslWithFiles(args, { ...given, password: `${password}\n` }).written['out.pfx']
  if (!made) throw new Error('OpenSSL wrote no PFX file')
  return made
}

/** The forms of PEM that the programs write a key in: PKCS#1 or SEC 1, encrypted in the traditional way or not. */
export function traditionalKey(privateKeyPem: string, password?: string): string {
  const kind = opensslWithFiles(['pkey', '-in', '@key.pem', '-text', '-noout'], { 'key.pem': privateKeyPem }).printed.includes('NIST CURVE')
    ? 'ec'
    : 'rsa'
  const flags = kind === 'rsa' ? ['-traditional'] : []
  const locked = password === undefined ? [] : ['-aes256', '-passout', `pass:${password}`]
  const args = [kind, '-in', '@key.pem', ...flags, ...locked, '-out', '@out.pem']
  return opensslWithFiles(args, { 'key.pem': privateKeyPem }).written['out.pem']?.toString() ?? ''
}
