import { createPrivateKey, createPublicKey } from 'node:crypto'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, skipped, titled, trouble, well } from '../verdict.policy.ts'

/** Something sealed, how it is opened, and the public key (PEM, SPKI) that it must belong to, where one is known. */
export interface SealedKey {
  label: string
  /** The same, for other languages. */
  labelSaid?: Saying
  open(): Promise<Uint8Array>
  /** `secret`: no private key, but something to prove oneself by. */
  form: 'pem' | 'der' | 'secret'
  publicKeyPem: string | undefined
}

/** Whether the key file opens what was sealed with it, and what comes out is the right key. No key is shown. */
export function checkSealedKeys(everything: () => Promise<readonly SealedKey[]>): Check {
  return {
    id: 'sealed-keys',
    kind: 'sealed-keys',
    group: 'data',
    ...titled('check.sealed-keys'),
    patience: 20 * second,
    async look() {
      const sealed = await everything()
      if (sealed.length === 0) return skipped(saying('found.keys-none'))
      const evidence: Fact[] = []
      const wrong: Trouble[] = []
      for (const { label, labelSaid = label, open, form, publicKeyPem } of sealed) {
        try {
          const fault = keyFault(Buffer.from(await open()), form, publicKeyPem)
          evidence.push(fact(labelSaid, fault ?? saying('seen.opened')))
          if (fault !== undefined) wrong.push(trouble('SEALED_KEY_WRONG', { place: label, reason: fault }))
        } catch (error) {
          if (!isRefusal(error)) throw error
          evidence.push(fact(labelSaid, `${error.code}: ${error.data.reason ?? ''}`))
          wrong.push({ code: error.code, data: error.data })
        }
      }
      const [first] = wrong
      return first ? failed(first, evidence) : well(saying('found.keys', { count: sealed.length }), evidence)
    },
  }
}

function keyFault(key: Buffer, form: SealedKey['form'], publicKeyPem: string | undefined): string | undefined {
  if (form === 'secret') return undefined
  try {
    const opened = createPrivateKey(form === 'pem' ? key.toString() : { key, format: 'der', type: 'pkcs8' })
    if (publicKeyPem === undefined || createPublicKey(opened).equals(createPublicKey(publicKeyPem))) return undefined
    return 'it belongs to another certificate'
  } catch {
    return 'it is no private key'
  }
}
