import { createPrivateKey, X509Certificate } from 'node:crypto'
import { type ExportCipher, type ExportFormat, formatsWithoutKey } from '@mylzip/shared/domain/export-formats.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { folderOf } from '../../stores/folder-names.policy.ts'
import type { KeyAndChain } from '../../stores/store.port.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { encryptKeyPem } from './encrypted-key.ts'
import { pemOf } from './pem.policy.ts'
import { makePfx } from './pfx.ts'
import { makePkcs7 } from './pkcs7.ts'

export interface ExportRequest {
  format: ExportFormat
  /** Undefined leaves PEM keys open; a PFX needs one, be it empty. */
  password?: string | undefined
  cipher?: ExportCipher | undefined
  /** The certificate's name unless told. */
  friendlyName?: string | undefined
}

export interface ExportedFile {
  bytes: Uint8Array
  /** A name that every file system takes. */
  fileName: string
  mediaType: string
}

/** keytool takes no shorter one for a key store, and only these characters. */
const passwordForJava = /^[\x20-\x7e]{6,}$/

const kinds: Record<ExportFormat, { ending: string; mediaType: string }> = {
  pfx: { ending: '.pfx', mediaType: 'application/x-pkcs12' },
  jks: { ending: '.p12', mediaType: 'application/x-pkcs12' },
  pem: { ending: '.pem', mediaType: 'application/x-pem-file' },
  'pem-key': { ending: '.key.pem', mediaType: 'application/x-pem-file' },
  'pem-certificate': { ending: '.cert.pem', mediaType: 'application/x-pem-file' },
  'pem-chain': { ending: '.chain.pem', mediaType: 'application/x-pem-file' },
  'pem-fullchain': { ending: '.fullchain.pem', mediaType: 'application/x-pem-file' },
  'pkcs7-pem': { ending: '.p7b', mediaType: 'application/x-pkcs7-certificates' },
  'pkcs7-der': { ending: '.p7b', mediaType: 'application/x-pkcs7-certificates' },
}

/** A bundle without its key, where the key lies elsewhere or is not to be given out. */
export type ExportedBundle = Omit<KeyAndChain, 'privateKeyPem'> & { privateKeyPem: string | undefined }

/** Whether this form holds the private key. */
export function holdsKey(format: ExportFormat): boolean {
  return !formatsWithoutKey.includes(format)
}

/** The certificate as one file. Refuses with EXPORT_PASSWORD_NEEDED or EXPORT_PASSWORD_UNFIT. */
export async function exportBundle(bundle: ExportedBundle, request: ExportRequest, random: RandomBytes): Promise<ExportedFile> {
  const { ending, mediaType } = kinds[request.format]
  return {
    bytes: await contentOf(bundle, request, random),
    fileName: `${folderOf(bundle.name) ?? 'certificate'}${ending}`,
    mediaType,
  }
}

async function contentOf(bundle: ExportedBundle, request: ExportRequest, random: RandomBytes): Promise<Uint8Array> {
  const path = [bundle.certificatePem, ...bundle.chainPem].map(plainPem)
  const [leaf = '', ...chain] = path
  switch (request.format) {
    case 'pfx':
    case 'jks':
      return pfxOf(withKey(bundle), request, random)
    case 'pem':
      return text(await keyPem(withKey(bundle), request, random), ...path)
    case 'pem-key':
      return text(await keyPem(withKey(bundle), request, random))
    case 'pem-certificate':
      return text(leaf)
    case 'pem-chain':
      return text(...chain)
    case 'pem-fullchain':
      return text(...path)
    case 'pkcs7-pem':
      return text(pemOf('PKCS7', await makePkcs7(path)))
    case 'pkcs7-der':
      return makePkcs7(path)
  }
}

function pfxOf(bundle: KeyAndChain, request: ExportRequest, random: RandomBytes): Promise<Buffer> {
  const { format, password, cipher = '3des', friendlyName = bundle.name } = request
  if (password === undefined) throw new Refusal('EXPORT_PASSWORD_NEEDED')
  if (format === 'jks' && !passwordForJava.test(password)) throw new Refusal('EXPORT_PASSWORD_UNFIT')
  return makePfx({ bundle, password, cipher, friendlyName, random })
}

/** PKCS#8, encrypted when there is a password. */
function keyPem({ privateKeyPem }: KeyAndChain, { password }: ExportRequest, random: RandomBytes): string | Promise<string> {
  if (password !== undefined) return encryptKeyPem(privateKeyPem, password, random)
  return createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'pem' }).toString()
}

function withKey(bundle: ExportedBundle): KeyAndChain {
  const { privateKeyPem } = bundle
  if (privateKeyPem === undefined) throw new Error('this form needs the key')
  return { ...bundle, privateKeyPem }
}

function plainPem(pem: string): string {
  return pemOf('CERTIFICATE', new X509Certificate(pem).raw)
}

function text(...parts: string[]): Buffer {
  return Buffer.from(parts.join(''))
}
