import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** What the bytes are for: each its own, from one password and salt (RFC 7292, Appendix B.3). */
export const keyUse = { encryption: 1, iv: 2, mac: 3 } as const

export type Pkcs12Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'
const blockLength: Record<Pkcs12Hash, number> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 }

/** Firefox uses 600,000; more than this is an attempt to keep the reader busy. */
export const mostRounds = 1_000_000
const roundsInOneGo = 20_000

export interface Pkcs12KeyRequest {
  hash: Pkcs12Hash
  /** As `passwordBytes` makes it. */
  password: Uint8Array
  salt: Uint8Array
  rounds: number
  length: number
  use: number
}

/**
 * The key derivation of PKCS#12 (RFC 7292, Appendix B.2). Lets other work go on in between: Java and Firefox ask for
 * many rounds.
 */
export async function pkcs12Key(request: Pkcs12KeyRequest): Promise<Buffer> {
  const { hash: algorithm, password, salt, rounds, length, use } = request
  if (rounds < 1 || rounds > mostRounds) throw new Refusal('BUNDLE_UNREADABLE', { reason: `it asks for ${rounds} rounds of hashing` })
  const block = blockLength[algorithm]
  const diversifier = Buffer.alloc(block, use)
  const input = Buffer.concat([filled(salt, block), filled(password, block)])
  const pieces: Buffer[] = []
  for (let made = 0; made < length; ) {
    const piece = await repeated(algorithm, Buffer.concat([diversifier, input]), rounds)
    pieces.push(piece)
    made += piece.length
    addToEach(input, filled(piece, block, block), block)
  }
  return Buffer.concat(pieces).subarray(0, length)
}

/** UTF-16 with its end, big-endian; nothing at all where a writer took “no password” literally. */
export function passwordBytes(password: string | undefined): Buffer {
  return password === undefined ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16()
}

async function repeated(algorithm: Pkcs12Hash, first: Uint8Array, rounds: number): Promise<Buffer> {
  let digest = hash(algorithm, first, 'buffer')
  for (let round = 1; round < rounds; round++) {
    digest = hash(algorithm, digest, 'buffer')
    if (round % roundsInOneGo === 0) await setImmediate()
  }
  return digest
}

/** Repeated to the next multiple of the block, or to `length`; nothing stays nothing. */
function filled(bytes: Uint8Array, block: number, length = block * Math.ceil(bytes.length / block)): Buffer {
  const whole = Buffer.alloc(bytes.length === 0 ? 0 : length)
  for (let index = 0; index < whole.length; index++) whole[index] = bytes[index % bytes.length] ?? 0
  return whole
}

/** Each block of the input becomes itself plus `addend` plus one, as one big number (step 6C). */
function addToEach(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1
    for (let index = block - 1; index >= 0; index--) {
      carry += (input[start + index] ?? 0) + (addend[index] ?? 0)
      input[start + index] = carry & 0xff
      carry >>= 8
    }
  }
}
