import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import { importJWK, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from './clock.port.ts'
import type { Random } from './random.port.ts'
import type { SigningKey } from './signing-key.ts'

/** RFC 9068 §2.1: says that this is an access token, so that no other signed document passes for one. */
const type = 'at+jwt'
const lifetime = 15 * minute
const audience = 'device'

/** The device a token speaks for, and which of those it is that have had its place. */
export interface AccessToken {
  deviceId: string
  enrolment: number
}

export interface AccessTokens {
  /** For the device, and for the one of those that have had its place which it is now. */
  issue(device: { id: string; enrolment: number }): Promise<{ accessToken: string; expiresInSeconds: number }>
  /** Refuses with ACCESS_TOKEN_INVALID. */
  verify(accessToken: string): Promise<AccessToken>
}

interface AccessTokenNeeds {
  keys: readonly [SigningKey, ...SigningKey[]]
  issuer: string
  clock: Clock
  random: Random
}

/** Access tokens as JWTs (RFC 7519, RFC 9068): EdDSA, 15 minutes, audience `device`, the key named in `kid`. */
export async function createAccessTokens({ keys, issuer, clock, random }: AccessTokenNeeds): Promise<AccessTokens> {
  const [first] = keys
  const privateKey = await importJWK(first, 'EdDSA')
  const publicKeys = new Map(
    await Promise.all(keys.map(async ({ kty, crv, x, kid }) => [kid, await importJWK({ kty, crv, x }, 'EdDSA')] as const)),
  )
  const findKey: JWTVerifyGetKey = ({ kid }) => {
    const key = publicKeys.get(kid ?? '')
    if (key === undefined || key instanceof Uint8Array) throw new Refusal('ACCESS_TOKEN_INVALID')
    return key
  }

  return {
    async issue({ id, enrolment }) {
      const now = Math.floor(clock.now() / second)
      const accessToken = await new SignJWT({ enrolment })
        .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: first.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(id)
        .setJti(random.uuid())
        .setIssuedAt(now)
        .setExpirationTime(now + lifetime / second)
        .sign(privateKey)
      return { accessToken, expiresInSeconds: lifetime / second }
    },
    async verify(accessToken) {
      const currentDate = new Date(clock.now())
      const checks = { algorithms: ['EdDSA'], typ: type, issuer, audience, currentDate, requiredClaims: ['exp', 'sub'] }
      const { payload } = await jwtVerify(accessToken, findKey, checks).catch((cause: unknown) => {
        throw new Refusal('ACCESS_TOKEN_INVALID', {}, { cause })
      })
      const deviceId = z.uuid().safeParse(payload.sub)
      if (!deviceId.success) throw new Refusal('ACCESS_TOKEN_INVALID')
      // Tokens of an earlier version name none: then there was only the first.
      const { enrolment = 1 } = payload
      return { deviceId: deviceId.data, enrolment: Number(enrolment) }
    },
  }
}
