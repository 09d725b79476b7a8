import * as crypto from 'node:crypto'
import { promisify } from 'node:util'
import { derivedLength, type KdfParameters } from './backup-header.policy.ts'

/**
 * Argon2id (RFC 9106), 64 bytes. Node has it and works beside the agent's own work; Electron's crypto library has not,
 * and there WebAssembly does the same in half a second in which nothing else is done.
 */
export async function deriveFromPassphrase(passphrase: string, salt: Uint8Array, parameters: KdfParameters): Promise<Uint8Array> {
  const message = Buffer.from(passphrase, 'utf8')
  return hasArgon2 ? deriveByNode(message, salt, parameters) : deriveByWebAssembly(message, salt, parameters)
}

const hasArgon2 = typeof crypto.argon2 === 'function'

export async function deriveByNode(message: Uint8Array, nonce: Uint8Array, kdf: KdfParameters): Promise<Uint8Array> {
  const { memory, iterations: passes, parallelism } = kdf
  return promisify(crypto.argon2)('argon2id', { message, nonce, memory, passes, parallelism, tagLength: derivedLength })
}

export async function deriveByWebAssembly(password: Uint8Array, salt: Uint8Array, kdf: KdfParameters): Promise<Uint8Array> {
  const { argon2id } = await import('hash-wasm')
  const { memory: memorySize, iterations, parallelism } = kdf
  return argon2id({ password, salt, memorySize, iterations, parallelism, hashLength: derivedLength, outputType: 'binary' })
}
