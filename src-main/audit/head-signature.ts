import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { promisify } from 'node:util'
import type { AuditHead, DevicePublicKey } from '@mylzip/shared/cloud-api/devices.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditHeadTable } from '../system/database/schema.ts'
import { headMessage } from './audit.policy.ts'
import type { CheckedHead } from './audit-verification.policy.ts'

export interface HeadSigner {
  publicKey: DevicePublicKey
  /** Keys it had before: what they signed stays genuine. */
  formerKeys?(): readonly DevicePublicKey[]
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Uint8Array
}

/** The head over the entry `seq`, whose hash is given in hexadecimal; the signature as base64url. */
export function signHead(seq: number, hash: string, at: Instant, sign: HeadSigner['sign']): AuditHead {
  const head = { seq, hash, at: toTimestamp(at) }
  return { ...head, signature: Buffer.from(sign(headMessage(head))).toString('base64url') }
}

/** A head as the cloud takes it and the verification reads it. */
export function headOf({ seq, hash, at, signature }: AuditHeadTable): AuditHead {
  return { seq, hash, at: toTimestamp(at), signature }
}

/** In Node's thread pool and some at a time: years of entries must not stop the agent while they are checked. */
export async function checkHeads(
  heads: readonly AuditHead[],
  { publicKey, formerKeys }: Pick<HeadSigner, 'publicKey' | 'formerKeys'>,
): Promise<CheckedHead[]> {
  const keys = [publicKey, ...(formerKeys?.() ?? [])].map((key) => createPublicKey({ key, format: 'jwk' }))
  const checked: CheckedHead[] = []
  for (let start = 0; start < heads.length; start += 256)
    checked.push(...(await Promise.all(heads.slice(start, start + 256).map((head) => checkHead(head, keys)))))
  return checked
}

async function checkHead(head: AuditHead, keys: readonly KeyObject[]): Promise<CheckedHead> {
  const signature = Buffer.from(head.signature, 'base64url')
  let genuine = false
  for (const key of keys) genuine ||= await verifySignature(null, headMessage(head), key, signature)
  return { seq: head.seq, hash: head.hash, at: head.at, genuine }
}

const verifySignature = promisify(verify) as (algorithm: null, data: Uint8Array, key: KeyObject, signature: Uint8Array) => Promise<boolean>
