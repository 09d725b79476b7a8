import { createCipheriv, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import type { Asn1, Asn1Tools } from '../../system/asn1/asn1.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { oids } from './oids.policy.ts'
import { keyUse, type Pkcs12Hash, passwordBytes, pkcs12Key } from './pkcs12-key.ts'

/** How a file is locked: as every Windows imports it, or as new programs do (not Windows Server up to 2016). */
export type PasswordCipher = '3des' | 'aes-256'

const stretch = promisify(pbkdf2)

/** 3DES files are for programs that count few rounds; where AES is read, more cost nothing but a moment. */
export const rounds: Record<PasswordCipher, number> = { '3des': 2048, 'aes-256': 50_000 }
export const macHash: Record<PasswordCipher, Pkcs12Hash> = { '3des': 'sha1', 'aes-256': 'sha256' }

export interface Encrypting {
  asn1: Asn1Tools
  random: RandomBytes
  cipher: PasswordCipher
  password: string
}

export interface Encrypted {
  /** AlgorithmIdentifier. */
  algorithm: Asn1
  data: Buffer
}

/** Encrypts with a salt of its own: 3DES as in PKCS#12 (RFC 7292, Appendix C), AES-256 as in PBES2 (RFC 8018 §6.2). */
export function encrypt(how: Encrypting, plain: Uint8Array): Promise<Encrypted> {
  return how.cipher === '3des' ? encryptTripleDes(how, plain) : encryptAes(how, plain)
}

async function encryptTripleDes({ asn1, random, password }: Encrypting, plain: Uint8Array): Promise<Encrypted> {
  const salt = random(8)
  const made = { hash: 'sha1', password: passwordBytes(password), salt, rounds: rounds['3des'] } as const
  const key = await pkcs12Key({ ...made, length: 24, use: keyUse.encryption })
  const iv = await pkcs12Key({ ...made, length: 8, use: keyUse.iv })
  const parameters = asn1.sequence(asn1.octets(salt), asn1.integer(made.rounds))
  return { algorithm: asn1.sequence(asn1.oid(oids.pbeSha1TripleDes), parameters), data: encipher('des-ede3-cbc', key, iv, plain) }
}

async function encryptAes({ asn1, random, password }: Encrypting, plain: Uint8Array): Promise<Encrypted> {
  const [salt, iv] = [random(16), random(16)]
  const key = await stretch(Buffer.from(password, 'utf8'), salt, rounds['aes-256'], 32, 'sha256')
  const function_ = asn1.sequence(asn1.oid(oids.hmacSha256), asn1.nothing())
  const derivation = asn1.sequence(asn1.octets(salt), asn1.integer(rounds['aes-256']), function_)
  const scheme = asn1.sequence(asn1.oid(oids.aes256Cbc), asn1.octets(iv))
  const parameters = asn1.sequence(asn1.sequence(asn1.oid(oids.pbkdf2), derivation), scheme)
  return { algorithm: asn1.sequence(asn1.oid(oids.pbes2), parameters), data: encipher('aes-256-cbc', key, iv, plain) }
}

function encipher(name: string, key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(name, key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}
