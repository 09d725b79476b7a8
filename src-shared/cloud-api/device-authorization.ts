import { z } from 'zod'
import { open, refuses } from './call.ts'
import { DevicePublicKey, DeviceSignature, EnrolledDevice, MachineMark } from './devices.ts'

/** RFC 8628 §6.1: without vowels no words arise by chance. */
export const userCodeLetters = 'BCDFGHJKLMNPQRSTVWXZ'
export const userCodeLength = 8

const DeviceCode = z.string().min(1).max(128)

/** What the machine calls itself: shown to whoever approves it. */
const ComputerName = z
  .string()
  .trim()
  .min(1)
  .max(63)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u)

/**
 * A device is let in by a person (RFC 8628): it shows a short code, somebody types it in at the cloud's page, and the device
 * asks until that is done. A code is bound to the device's key from its beginning: nobody else can redeem it.
 */
export const deviceAuthorization = {
  /** RFC 8628 §3.1 and §3.2. */
  begin: open
    .route({ method: 'POST', path: '/auth/device-authorization', successStatus: 201 })
    .input(
      z.object({
        publicKey: DevicePublicKey,
        computerName: ComputerName,
        label: z.string().max(63).optional(),
        zone: z.string().max(253).optional(),
        machine: MachineMark.optional(),
      }),
    )
    .output(
      z.object({
        deviceCode: DeviceCode,
        /** `BCDF-GHJK` */
        userCode: z.string(),
        verificationUri: z.url(),
        verificationUriComplete: z.url(),
        expiresInSeconds: z.int().positive(),
        intervalSeconds: z.int().positive(),
      }),
    )
    .errors(refuses({ LABEL_UNUSABLE: 422, ZONE_UNKNOWN: 422, TOO_MANY_TRIES: 429 })),
  /**
   * RFC 8628 §3.4, with §3.5's errors as codes of ours: ENROLMENT_PENDING is `authorization_pending`, POLLED_TOO_SOON is
   * `slow_down` (and `intervalSeconds` the new interval), ENROLMENT_DENIED is `access_denied`, DEVICE_CODE_EXPIRED is
   * `expired_token`, DEVICE_CODE_INVALID is `invalid_grant`. `signature` is by the key that began, over
   * `mylzip-device-code|<deviceCode>`. Asked again after it was approved it answers the same.
   */
  poll: open
    .route({ method: 'POST', path: '/auth/device-enrolment' })
    .input(z.object({ deviceCode: DeviceCode, signature: DeviceSignature }))
    .output(EnrolledDevice)
    .errors(
      refuses({
        ENROLMENT_PENDING: 400,
        POLLED_TOO_SOON: 400,
        ENROLMENT_DENIED: 400,
        DEVICE_CODE_EXPIRED: 400,
        DEVICE_CODE_INVALID: 400,
        DEVICE_UNKNOWN: 404,
      }),
    ),
}

/** What the key signs that asks with a device code. */
export function deviceCodeText(deviceCode: string): string {
  return `mylzip-device-code|${deviceCode}`
}
