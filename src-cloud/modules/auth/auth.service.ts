import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { decodeJwt, errors, importJWK, jwtVerify } from 'jose'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AccessTokens } from '../../plugins/access-tokens.ts'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { findEnrolled, markSeen } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { judgeAssertion, skewAllowed } from './assertion.policy.ts'
import { useOnce } from './auth.repository.ts'

interface AuthNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  accessTokens: AccessTokens
  audience: string
}

export interface AuthService {
  /** RFC 7523 §2.1. Refuses with ASSERTION_INVALID or DEVICE_UNKNOWN. */
  exchange(assertion: string): Promise<{ accessToken: string; expiresInSeconds: number }>
  /** The device behind an Authorization header, as long as it is not released. Refuses with ACCESS_TOKEN_INVALID. */
  authenticate(authorization: string | undefined): Promise<EnrolledCaller>
  time(): { now: string }
}

export function createAuthService({ db, clock, accessTokens, audience }: AuthNeeds): AuthService {
  return {
    async exchange(assertion) {
      const device = await findEnrolled(db, subjectOf(assertion))
      if (device === undefined) throw new Refusal('DEVICE_UNKNOWN')
      const judged = judgeAssertion(await verified(assertion, device), clock.now())
      if (judged.fault !== undefined) throw invalid(judged.fault)
      const used = { device_id: device.id, jti: judged.jti, expires_at: judged.expiresAt }
      if (!(await useOnce(db, used))) throw invalid('it was used before')
      await markSeen(db, device.id, clock.now())
      return accessTokens.issue(device.id)
    },
    async authenticate(authorization) {
      const [, accessToken] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '') ?? []
      if (accessToken === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
      const { deviceId } = await accessTokens.verify(accessToken)
      const device = await findEnrolled(db, deviceId)
      if (device === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
      return device
    },
    time: () => ({ now: toTimestamp(clock.now()) }),
  }

  async function verified(assertion: string, device: EnrolledCaller) {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: device.publicKey }, 'EdDSA')
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
