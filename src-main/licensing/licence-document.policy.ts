import { createPublicKey, verify } from 'node:crypto'
import { LicenceClaims, type LicenceKey, LicenceKeySet, licenceKeysType, licenceType } from '@mylzip/shared/cloud-api/licences.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'

/** A set of keys as the cloud gives it: one payload, signed by each (RFC 7515 §7.2.1). */
export interface SignedKeySet {
  payload: string
  signatures: readonly { protected: string; signature: string }[]
}

const Header = z.object({ alg: z.literal('EdDSA'), typ: z.string(), kid: z.string() })

/** What a document must be about. */
export interface ExpectedLicence {
  deviceId: string
  /** What was made up when it was asked for; undefined for one that was checked when it came. */
  nonce?: string | undefined
}

/** What the document says, once it is known to be the cloud's word on this device. Refuses with LICENCE_INVALID. */
export function readLicence(document: string, keys: readonly LicenceKey[], { deviceId, nonce }: ExpectedLicence): LicenceClaims {
  const claims = LicenceClaims.safeParse(readSigned(document, keys, licenceType))
  if (!claims.success) throw invalid('this version of the program does not understand it')
  if (claims.data.sub !== deviceId) throw invalid('it is for another device')
  if (nonce !== undefined && claims.data.nonce !== nonce) throw invalid('it is an old one')
  return claims.data
}

/** What a compact JWS says, once one of the keys is known to have signed it as a document of this type. Refuses with LICENCE_INVALID. */
export function readSigned(document: string, keys: readonly LicenceKey[], type: string): unknown {
  const [header = '', payload = '', signature = '', ...more] = document.split('.')
  if (more.length > 0) throw invalid('it is not a signed document')
  if (!isSignedBy(keys, type, { protected: header, signature }, payload)) throw invalid('none of the keys that are known here signed it')
  return parsed(payload)
}

/**
 * The keys of the set, if one that is known here signed it. Where none is known yet, the first set is believed: it comes
 * over the connection that the device enrolled by. Refuses with LICENCE_INVALID.
 */
export function readKeySet(set: SignedKeySet, known: readonly LicenceKey[] | undefined): LicenceKey[] {
  const read = LicenceKeySet.safeParse(parsed(set.payload))
  if (!read.success) throw invalid('the keys it is signed with cannot be read')
  const signers = known ?? read.data.keys
  if (!set.signatures.some((one) => isSignedBy(signers, licenceKeysType, one, set.payload)))
    throw invalid('its keys were changed without the word of one that was known')
  return read.data.keys
}

function isSignedBy(
  keys: readonly LicenceKey[],
  type: string,
  { protected: head, signature }: SignedKeySet['signatures'][number],
  payload: string,
): boolean {
  const header = Header.safeParse(parsed(head))
  const key = header.success && header.data.typ === type ? keys.find(({ kid }) => kid === header.data.kid) : undefined
  if (key === undefined) return false
  const { kty, crv, x } = key
  const publicKey = createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
  return verify(null, Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function invalid(reason: string): Refusal {
  return new Refusal('LICENCE_INVALID', { reason })
}
