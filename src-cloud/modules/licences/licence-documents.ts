import { type LicenceClaims, type LicenceKeySet, licenceKeysType, licenceType } from '@mylzip/shared/cloud-api/licences.ts'
import type { HeldLicence, LicenceStanding } from '@mylzip/shared/domain/entitlement.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { GeneralSign, importJWK, SignJWT } from 'jose'
import type { Clock } from '../../plugins/clock.port.ts'
import type { SigningKey } from '../../plugins/signing-key.ts'

export interface LicenceDocuments {
  /** A compact JWS by the first key. */
  sign(deviceId: string, nonce: string, standing: LicenceStanding): Promise<string>
  /** All public keys, signed by each of them. */
  keys(): Promise<SignedKeys>
}

export interface SignedKeys {
  payload: string
  signatures: { protected: string; signature: string }[]
}

interface Needs {
  keys: readonly [SigningKey, ...SigningKey[]]
  issuer: string
  clock: Clock
}

/**
 * Licences as signed documents (RFC 7515, EdDSA). A device holds on to the keys it has learnt: a new one is announced behind
 * the first for a while, signed for by the old one, before it is moved to the front.
 */
export async function createLicenceDocuments({ keys, issuer, clock }: Needs): Promise<LicenceDocuments> {
  const [first] = keys
  const privateKeys = await Promise.all(keys.map(async (key) => ({ kid: key.kid, key: await importJWK(key, 'EdDSA') })))
  const firstKey = await importJWK(first, 'EdDSA')
  const set: (typeof LicenceKeySet)['_output'] = { iss: issuer, keys: keys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid })) }
  let signed: Promise<SignedKeys> | undefined

  async function signKeys(): Promise<SignedKeys> {
    const signing = new GeneralSign(Buffer.from(JSON.stringify(set)))
    for (const { kid, key } of privateKeys) signing.addSignature(key).setProtectedHeader({ alg: 'EdDSA', typ: licenceKeysType, kid })
    const { payload, signatures } = await signing.sign()
    return { payload, signatures: signatures.map((one) => ({ protected: one.protected ?? '', signature: one.signature })) }
  }

  return {
    async sign(deviceId, nonce, { held, ended, covered }) {
      const claims: Pick<LicenceClaims, 'nonce' | 'held' | 'ended' | 'covered'> = { nonce, held: told(held), ended: told(ended), covered }
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: licenceType, kid: first.kid })
        .setIssuer(issuer)
        .setSubject(deviceId)
        .setIssuedAt(Math.floor(clock.now() / second))
        .sign(firstKey)
    },
    keys() {
      signed ??= signKeys()
      return signed
    },
  }
}

function told(licence: HeldLicence | null): LicenceClaims['held'] {
  return licence && { plan: licence.plan, devices: licence.devices, ends: Math.floor(licence.endsAt / second) }
}
