import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { InstalledCertificate, NamedChain } from '../store.port.ts'
import type { TpmKeys } from '../tpm-keys.port.ts'
import type { StoreLocation } from './store-scripts.ts'
import { tpmKeyTypes, tpmRefusal, tpmRights } from './tpm-problem.policy.ts'

interface Needs {
  powershell: PowerShell
  location: StoreLocation
  /** The key storage provider that speaks for the TPM. */
  provider: string
  /** SIDs that programs run as which use the keys of the machine. */
  keyReaders(): Promise<readonly string[]>
  friendlyName(name: string): string
  /** Has issuers and index follow a certificate that lies in the store now. */
  placed(chain: NamedChain): Promise<InstalledCertificate>
}

/** A JSON Web Key, its numbers in base64. */
const Public = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('RSA'), n: z.base64(), e: z.base64() }),
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.base64(), y: z.base64() }),
])

/** Bytes. After a restore the numbers of versions come again, while the keys that were made since are still there and in use. */
const nameLength = 8

/** How long (ms) it may take: a TPM looks for the primes of an RSA key by itself, and slowly. */
const making = 5 * minute

/** Keys of the TPM by way of PowerShell. All but tpm-keys.ps1 runs without Windows too. */
export function createTpmKeys({ friendlyName, keyReaders, location, placed, powershell, provider }: Needs): TpmKeys {
  const named = (key: string) => ({ location, provider, key })

  return {
    async make(label, keyType) {
      if (!tpmKeyTypes.includes(keyType)) throw new Refusal('TPM_KEY_TYPE', { keyType })
      const key = `${label}-${randomBytes(nameLength).toString('hex')}`
      const rights = location === 'LocalMachine' ? tpmRights(await keyReaders()) : ''
      const answer = z.object({ public: Public.nullable(), problem: z.int(), reason: z.string() })
      const made = await powershell.run({ script: 'store/tpm-make', data: { ...named(key), keyType, rights }, answer, patience: making })
      if (!made.public) throw tpmRefusal(made, keyType)
      return key
    },
    async publicKey(key) {
      const answer = z.object({ public: Public.nullable() })
      const found = await powershell.run({ script: 'store/tpm-look', data: named(key), answer })
      return found.public ? spkiOf(found.public) : undefined
    },
    async sign(key, data) {
      const wanted = { ...named(key), data: Buffer.from(data).toString('base64') }
      const { signature } = await powershell.run({ script: 'store/tpm-sign', data: wanted, answer: z.object({ signature: z.string() }) })
      return signature === '' ? undefined : Buffer.from(signature, 'base64')
    },
    async install(key, chain) {
      const certificate = new X509Certificate(chain.certificatePem).raw.toString('base64')
      const data = { ...named(key), certificate, friendlyName: friendlyName(chain.name) }
      const { bound } = await powershell.run({ script: 'store/tpm-bind', data, answer: z.object({ bound: z.boolean() }) })
      return bound ? placed(chain) : undefined
    },
    async remove(key) {
      await powershell.run({ script: 'store/tpm-remove', data: named(key), answer: z.object({ removed: z.literal(true) }) })
    },
  }
}

function spkiOf(numbers: z.infer<typeof Public>): Uint8Array {
  const url = (text: string) => Buffer.from(text, 'base64').toString('base64url')
  const key =
    numbers.kty === 'RSA'
      ? { kty: 'RSA', n: url(numbers.n), e: url(numbers.e) }
      : { kty: 'EC', crv: numbers.crv, x: url(numbers.x), y: url(numbers.y) }
  return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'der' })
}
