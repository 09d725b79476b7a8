import { generateKeyPairSync, sign } from 'node:crypto'
import type { DevicePublicKey } from '@mylzip/shared/cloud-api/devices.ts'
import { genesisHash, hashOf, serializeDetail } from '#main/audit/audit.policy.ts'
import { verifyAudit } from '#main/audit/audit-verification.policy.ts'
import { checkHeads, signHead } from '#main/audit/head-signature.ts'
import type { AuditLogTable } from '#main/system/database/schema.ts'

export type Entry = AuditLogTable
export type Head = ReturnType<typeof signHead>

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const jwk = publicKey.export({ format: 'jwk' }) as DevicePublicKey
export const signByDevice = (message: Uint8Array) => sign(null, message, privateKey)
const strangersKey = generateKeyPairSync('ed25519').privateKey
export const signByStranger = (message: Uint8Array) => sign(null, message, strangersKey)

export interface Content {
  at: number
  actor: string
  action: string
  subject: string
  detail: Record<string, string | number | boolean | null>
}

/** A log as the service would have written it, and a head for each entry. */
export function writeLog(contents: readonly Content[]): { entries: Entry[]; heads: Head[] } {
  const entries = rehash(
    contents.map((content, index) => ({
      ...content,
      detail: serializeDetail(content.detail),
      seq: index + 1,
      hash: '',
      previous_hash: '',
    })),
  )
  return { entries, heads: headsOf(entries, signByDevice) }
}

/** What somebody who knows the format does after changing entries: the chain fits again. */
export function rehash(entries: readonly Entry[]): Entry[] {
  let previous_hash = genesisHash
  return entries.map((entry) => {
    const content = { ...entry, previous_hash }
    previous_hash = hashOf(content)
    return { ...content, hash: previous_hash }
  })
}

export function renumber(entries: readonly Entry[]): Entry[] {
  return entries.map((entry, index) => ({ ...entry, seq: index + 1 }))
}

export function headsOf(entries: readonly Entry[], signer: (message: Uint8Array) => Uint8Array): Head[] {
  return entries.map(({ seq, hash, at }) => signHead(seq, hash, at, signer))
}

export async function check(entries: readonly Entry[], heads: readonly Head[], cloudHeads: readonly Head[] = []) {
  return verifyAudit(entries, await checkHeads(heads, { publicKey: jwk }), await checkHeads(cloudHeads, { publicKey: jwk }))
}

export async function kindsAndPlaces(...log: Parameters<typeof check>): Promise<string[]> {
  return (await check(...log)).map(({ kind, seq }) => `${kind} ${seq}`)
}
