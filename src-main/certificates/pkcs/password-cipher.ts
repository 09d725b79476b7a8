import { createDecipheriv, pbkdf2, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Asn1, type Asn1Tools, loadForge } from '../../system/asn1/asn1.ts'
import { oids } from './oids.policy.ts'
import { keyUse, passwordBytes, pkcs12Key } from './pkcs12-key.ts'

const stretch = promisify(pbkdf2)
const stretchInMemory = promisify<string, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

/** OWASP's largest is 1.3 million for SHA-1; more than this is an attempt to keep the reader busy. */
const mostIterations = 10_000_000
const mostMemory = 256 * 1024 * 1024

/** Thrown where the password does not open it: the plain text would be nonsense. */
export class WrongPassword extends Error {}

/** Older PKCS#12 (RFC 7292, Appendix C): name of the cipher, its key's length and its block's. RC2 goes by another way. */
const pkcs12Ciphers: Record<string, { name: string; key: number; rc2Bits?: number }> = {
  [oids.pbeSha1TripleDes]: { name: 'des-ede3-cbc', key: 24 },
  [oids.pbeSha1TwoKeyTripleDes]: { name: 'des-ede-cbc', key: 16 },
  [oids.pbeSha1Rc2With128Bits]: { name: 'rc2', key: 16, rc2Bits: 128 },
  [oids.pbeSha1Rc2With40Bits]: { name: 'rc2', key: 5, rc2Bits: 40 },
}

const pbes2Ciphers: Record<string, { name: string; key: number }> = {
  [oids.aes128Cbc]: { name: 'aes-128-cbc', key: 16 },
  [oids.aes192Cbc]: { name: 'aes-192-cbc', key: 24 },
  [oids.aes256Cbc]: { name: 'aes-256-cbc', key: 32 },
  [oids.tripleDesCbc]: { name: 'des-ede3-cbc', key: 24 },
}

const pseudoRandom: Record<string, string> = {
  [oids.hmacSha1]: 'sha1',
  [oids.hmacSha256]: 'sha256',
  [oids.hmacSha384]: 'sha384',
  [oids.hmacSha512]: 'sha512',
}

/**
 * Decrypts by an AlgorithmIdentifier of PKCS#5 or PKCS#12. Refuses with BUNDLE_CIPHER_UNSUPPORTED; throws WrongPassword
 * when the padding says so, and any error where the identifier is malformed.
 */
export async function decrypt(asn1: Asn1Tools, algorithm: Asn1 | undefined, encrypted: Uint8Array, password: string | undefined) {
  const [identifier, parameters] = asn1.children(algorithm)
  const id = asn1.readOid(identifier)
  if (id === oids.pbes2) return decryptPbes2(asn1, parameters, encrypted, password ?? '')
  const cipher = pkcs12Ciphers[id]
  if (!cipher) throw unsupported(id)
  const [salt, rounds] = asn1.children(parameters)
  const made = { hash: 'sha1', password: passwordBytes(password), salt: asn1.bytes(salt), rounds: asn1.readInteger(rounds) } as const
  const key = await pkcs12Key({ ...made, length: cipher.key, use: keyUse.encryption })
  const iv = await pkcs12Key({ ...made, length: 8, use: keyUse.iv })
  if (cipher.rc2Bits !== undefined) return decryptRc2(key, iv, cipher.rc2Bits, encrypted)
  return decipher(cipher.name === 'des-ede-cbc' ? 'des-ede3-cbc' : cipher.name, threeKeys(key), iv, encrypted)
}

async function decryptPbes2(asn1: Asn1Tools, parameters: Asn1 | undefined, encrypted: Uint8Array, password: string): Promise<Buffer> {
  const [derivation, scheme] = asn1.children(parameters).map((part) => asn1.children(part))
  const schemeId = asn1.readOid(scheme?.[0])
  const cipher = pbes2Ciphers[schemeId]
  if (!cipher) throw unsupported(schemeId)
  const key = await derive(asn1, derivation, password, cipher.key)
  return decipher(cipher.name, key, asn1.bytes(scheme?.[1]), encrypted)
}

async function derive(asn1: Asn1Tools, derivation: Asn1[] | undefined, password: string, length: number): Promise<Buffer> {
  const id = asn1.readOid(derivation?.[0])
  const [salt, ...numbers] = asn1.children(derivation?.[1])
  if (id === oids.scrypt) {
    const [N = 0, r = 0, p = 0] = numbers.slice(0, 3).map(asn1.readInteger)
    if (128 * N * r > mostMemory || p > 64) throw unsupported('scrypt with that much memory')
    return stretchInMemory(password, asn1.bytes(salt), length, { N, r, p, maxmem: mostMemory + 1024 * 1024 })
  }
  if (id !== oids.pbkdf2) throw unsupported(id)
  const iterations = asn1.readInteger(numbers[0])
  if (iterations < 1 || iterations > mostIterations) throw unsupported(`PBKDF2 with ${iterations} iterations`)
  const named = numbers.slice(1).find((part) => Array.isArray(part.value))
  const function_ = named ? asn1.readOid(asn1.children(named)[0]) : oids.hmacSha1
  const digest = pseudoRandom[function_]
  if (!digest) throw unsupported(function_)
  return stretch(Buffer.from(password, 'utf8'), asn1.bytes(salt), iterations, length, digest)
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Buffer {
  const cipher = createDecipheriv(name, key, iv)
  const begun = cipher.update(encrypted)
  try {
    return Buffer.concat([begun, cipher.final()])
  } catch (cause) {
    throw new WrongPassword('the padding is wrong', { cause })
  }
}

/** By node-forge: the OpenSSL inside Node has this cipher only in its legacy provider. */
async function decryptRc2(key: Buffer, iv: Buffer, bits: number, encrypted: Uint8Array): Promise<Buffer> {
  const { rc2, util } = await loadForge()
  const cipher = rc2.createDecryptionCipher(key.toString('latin1'), bits)
  cipher.start(iv.toString('latin1'))
  cipher.update(util.createBuffer(Buffer.from(encrypted).toString('latin1')))
  if (!cipher.finish()) throw new WrongPassword('the padding is wrong')
  const plain = Buffer.from(cipher.output.getBytes(), 'latin1')
  return plain
}

/** Two keys are three, the first again as the third. */
function threeKeys(key: Buffer): Buffer {
  return key.length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key
}

function unsupported(cipher: string): Refusal {
  return new Refusal('BUNDLE_CIPHER_UNSUPPORTED', { cipher })
}
