import { z } from 'zod'
import { CertificateKind } from '../domain/certificate-kinds.ts'
import { KeyType } from '../domain/key-types.ts'
import { forDevice, refuses } from './call.ts'

const Moment = z.iso.datetime()
const Text = z.string().max(2_000)
const Name = z.string().max(253)
/** Of an ACME authority; without anything a database could stumble over. */
const Directory = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .regex(/^[\x21-\x7e]+$/)

/** One certificate as its device sees it: nothing in it is a secret. */
export const ToldCertificate = z.object({
  /** The first is the one it is known by. */
  names: z.array(Name).min(1).max(100),
  kind: CertificateKind,
  directory: z.url().max(500),
  keyType: KeyType,
  autoRenewal: z.boolean(),
  health: z.enum(['protected', 'working', 'attention', 'not-protected']),
  current: z
    .object({
      serial: z.string().max(64),
      issuer: Text,
      notBefore: Moment,
      notAfter: Moment,
      revokedAt: Moment.nullable(),
      states: z.object({
        issued: Moment.nullable(),
        installed: Moment.nullable(),
        bound: Moment.nullable(),
        verified: Moment.nullable(),
      }),
      /** The programs that present it, and when they were last seen doing so. */
      programs: z
        .array(z.object({ label: Text, address: Text, verifiedAt: Moment.nullable(), trust: z.enum(['root', 'issuer']).nullable() }))
        .max(50),
    })
    .nullable(),
  renewal: z.object({ at: Moment, reason: z.enum(['ari-window', 'age', 'emergency']) }).nullable(),
  failure: z.object({ code: z.string().max(64), sentence: Text, at: Moment, nextAttemptAt: Moment.nullable() }).nullable(),
})
export type ToldCertificate = z.infer<typeof ToldCertificate>

/** A device tells at most so many; the first it manages come first. */
export const toldCertificates = 50

export const DeviceState = z.object({
  version: z.string().max(64),
  certificates: z.array(ToldCertificate).max(toldCertificates),
  /** The version of its team’s policy that it obeys; 0: none was set. Left out by a device that knows of no policies. */
  policy: z.int().nonnegative().nullable().optional(),
})
export type DeviceState = z.infer<typeof DeviceState>

export const deviceState = {
  /** How the device is now, in place of what it told before. */
  tell: forDevice
    .route({ method: 'PUT', path: '/devices/self/state' })
    .input(z.object({ state: DeviceState }))
    .output(z.object({ toldAt: Moment })),
  /**
   * A certificate that was issued for the device: kept so that it can be revoked when the device is lost. Public data; the
   * same again changes nothing. In the cloud's zones it may be for the device's own name alone.
   */
  tellCertificate: forDevice
    .route({ method: 'PUT', path: '/devices/self/certificates' })
    .input(z.object({ certificatePem: z.string().max(20_000), directory: Directory }))
    .output(z.object({ fingerprint: z.string() }))
    .errors(refuses({ INPUT_INVALID: 400, NAME_NOT_YOURS: 403, CERTIFICATES_FULL: 409 })),
}
