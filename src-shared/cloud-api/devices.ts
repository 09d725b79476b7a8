import { z } from 'zod'
import { forDevice, open, refuses } from './call.ts'

/** Ed25519 public key as a JWK (RFC 8037). */
export const DevicePublicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
export type DevicePublicKey = z.infer<typeof DevicePublicKey>

/** What tells one machine from another, made with a secret of the device's own so that it means nothing anywhere else. */
export const MachineMark = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** Ed25519, base64url. */
export const DeviceSignature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)

export const EnrolledDevice = z.object({
  deviceId: z.uuid(),
  /** The device's own name, e.g. `k7f3q9bd.acme.myl.zip`. */
  name: z.string(),
  team: z.object({ slug: z.string(), name: z.string() }),
  /** The audience its assertions must name. */
  audience: z.string(),
})
export type EnrolledDevice = z.infer<typeof EnrolledDevice>

/** So that what a device tells of itself stays small: 20 things of up to 500 characters. */
const ReportDetail = z
  .record(z.string().max(100), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))
  .refine((detail) => Object.keys(detail).length <= 20, 'at most 20 entries')

/** Something that happened on the device. Reporting the same id twice counts once. */
export const StatusReport = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum(['certificate-verified', 'run-failed', 'agent-started']),
  detail: ReportDetail,
})
export type StatusReport = z.infer<typeof StatusReport>

/** The audit log's head, signed by the device: `signature` is Ed25519 over the UTF-8 of `seq|hash|at`, base64url. */
export const AuditHead = z.object({
  seq: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: DeviceSignature,
})
export type AuditHead = z.infer<typeof AuditHead>

export const devices = {
  /** The same token and key again give the same device: enrolling is idempotent. */
  enrol: open
    .route({ method: 'POST', path: '/devices', successStatus: 201 })
    .input(
      z.object({
        token: z.string().min(1).max(128),
        publicKey: DevicePublicKey,
        label: z.string().max(63).optional(),
        zone: z.string().max(253).optional(),
        machine: MachineMark.optional(),
      }),
    )
    .output(EnrolledDevice)
    .errors(
      refuses({
        ENROLMENT_TOKEN_INVALID: 403,
        ENROLMENT_TOKEN_EXPIRED: 403,
        ENROLMENT_TOKEN_USED_UP: 403,
        DEVICE_BLOCKED: 403,
        DEVICE_BEING_REVOKED: 409,
        DEVICE_KEY_TAKEN: 409,
        LABEL_TAKEN: 409,
        LABEL_CONFUSABLE: 409,
        LABEL_UNUSABLE: 422,
        ZONE_UNKNOWN: 422,
      }),
    ),
  /**
   * Another key for the device. Both keys sign `mylzip-device-key|<deviceId>|<x of the new key>`, so that neither a stolen
   * access token nor somebody else's key will do. Either key is accepted from then on, and the new one alone once it has
   * signed an assertion. The same again changes nothing.
   */
  changeKey: forDevice
    .route({ method: 'PUT', path: '/devices/self/key' })
    .input(z.object({ publicKey: DevicePublicKey, signature: DeviceSignature, newSignature: DeviceSignature }))
    .output(z.object({ publicKey: DevicePublicKey }))
    .errors(refuses({ ASSERTION_INVALID: 401, DEVICE_KEY_TAKEN: 409 })),
  /** `accepted` counts the reports that were new; the others were known already, and can be forgotten all the same. */
  report: forDevice
    .route({ method: 'POST', path: '/devices/self/reports' })
    .input(z.object({ reports: z.array(StatusReport).min(1).max(100) }))
    .output(z.object({ accepted: z.int().nonnegative() })),
  /** A head may be repeated, and may move forward; one that contradicts an earlier one is refused and kept as evidence. */
  anchorAudit: forDevice
    .route({ method: 'POST', path: '/devices/self/audit-heads' })
    .input(z.object({ head: AuditHead }))
    .output(z.object({ seq: z.int().nonnegative() }))
    .errors(refuses({ AUDIT_HEAD_CONFLICT: 409, ASSERTION_INVALID: 401 })),
  /** The newest 500 heads the cloud holds, the newest first, for checking a log against them. */
  auditHeads: forDevice
    .route({ method: 'GET', path: '/devices/self/audit-heads' })
    .output(z.object({ heads: z.array(AuditHead.extend({ reportedAt: z.iso.datetime() })) })),
}

/** What both keys sign when a device changes its key (`devices.changeKey`). */
export function keyChangeText(deviceId: string, newKeyX: string): string {
  return `mylzip-device-key|${deviceId}|${newKeyX}`
}
