import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { decodeJwt, errors, importJWK, jwtVerify } from 'jose'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AccessToken, AccessTokens } from '../../plugins/access-tokens.ts'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Arrivals } from '../devices/arrivals.service.ts'
import { findEnrolled } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { LastSeen } from '../devices/last-seen.service.ts'
import { judgeAssertion, skewAllowed } from './assertion.policy.ts'

interface AuthNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  accessTokens: AccessTokens
  audience: string
  arrivals: Arrivals
  lastSeen: LastSeen
}

interface BearerOfToken {
  authorization: string | undefined
  /** What `read` found in it, where it has been read. */
  accessToken: AccessToken | undefined
}

export interface AuthService {
  /** RFC 7523 §2.1. Refuses with ASSERTION_INVALID, DEVICE_UNKNOWN or DEVICE_CLONED. */
  exchange(assertion: string): Promise<{
    accessToken: string
    expiresInSeconds: number
    device: { deviceId: string; name: string; team: { slug: string; name: string } }
  }>
  /** The device behind an Authorization header, as long as it is not released. Refuses with ACCESS_TOKEN_INVALID. */
  authenticate(by: BearerOfToken): Promise<EnrolledCaller>
  /** What a good token in an Authorization header says, without a question to the database. */
  read(authorization: string | undefined): Promise<AccessToken | undefined>
  time(): { now: string }
}

export function createAuthService({ db, clock, accessTokens, audience, arrivals, lastSeen }: AuthNeeds): AuthService {
  return {
    async exchange(assertion) {
      const device = await findEnrolled(db, subjectOf(assertion))
      if (device === undefined) throw new Refusal('DEVICE_UNKNOWN')
      const { payload, signedBy } = await verified(assertion, device)
      const judged = judgeAssertion(payload, clock.now())
      if (judged.fault !== undefined) throw invalid(judged.fault)
      const { jti, expiresAt, arrival } = judged
      const used = { device_id: device.id, jti, expires_at: expiresAt }
      if (!(await arrivals.arrive({ deviceId: device.id, signedBy, used, arrival }))) throw invalid('it was used before')
      const { id, name, teamSlug, teamName } = device
      return { ...(await accessTokens.issue(device)), device: { deviceId: id, name, team: { slug: teamSlug, name: teamName } } }
    },
    async authenticate({ authorization, accessToken }) {
      const { deviceId, enrolment } = accessToken ?? (await accessTokens.verify(tokenIn(authorization)))
      const device = await findEnrolled(db, deviceId)
      if (device?.enrolment !== enrolment) throw new Refusal('ACCESS_TOKEN_INVALID')
      lastSeen.note(device)
      return device
    },
    read: async (authorization) => {
      if (authorization === undefined) return undefined
      try {
        return await accessTokens.verify(tokenIn(authorization))
      } catch (error) {
        if (isRefusal(error, 'ACCESS_TOKEN_INVALID')) return undefined
        throw error
      }
    },
    time: () => ({ now: toTimestamp(clock.now()) }),
  }

  /** A device that changes its key may use either, until it has used the new one. */
  async function verified(assertion: string, device: EnrolledCaller) {
    const { publicKey, nextPublicKey } = device
    const verify = async (signedBy: string) => ({ payload: await verifiedBy(signedBy, assertion, device), signedBy })
    if (nextPublicKey === null) return verify(publicKey)
    return verify(nextPublicKey).catch(() => verify(publicKey))
  }

  async function verifiedBy(x: string, assertion: string, device: EnrolledCaller) {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')
    const currentDate = new Date(clock.now())
    const checks = {
      algorithms: ['EdDSA'],
      audience,
      issuer: device.id,
      subject: device.id,
      currentDate,
      clockTolerance: skewAllowed / second,
    }
    const { payload } = await jwtVerify(assertion, key, checks).catch((cause: unknown) => {
      const dated = cause instanceof errors.JWTExpired || (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'nbf')
      throw invalid(
        dated ? 'it has expired, or is dated too far from the server’s time' : 'its signature, algorithm or names are not right',
        cause,
      )
    })
    return payload
  }

  function invalid(reason: string, cause?: unknown): Refusal {
    return new Refusal('ASSERTION_INVALID', { reason, serverTime: toTimestamp(clock.now()) }, { cause })
  }

  /** Who it says it is from: only to find the key that must have signed it. */
  function subjectOf(assertion: string): string {
    try {
      return z.uuid().parse(decodeJwt(assertion).sub)
    } catch (cause) {
      throw invalid('it is not a JWT whose subject is a device', cause)
    }
  }
}

function tokenIn(authorization: string | undefined): string {
  const [, accessToken] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '') ?? []
  if (accessToken === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
  return accessToken
}
