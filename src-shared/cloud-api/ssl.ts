import { z } from 'zod'
import type { ApiScope } from '../domain/api-scopes.ts'
import { operationStates } from '../domain/operation-states.policy.ts'
import { planFeatureNames, planNames } from '../domain/plans.ts'
import { RevocationReason } from '../domain/revocation-reasons.ts'
import type { TeamRole } from '../domain/team-roles.policy.ts'
import { forMember, refuses, securedFor } from './call.ts'
import { CommandFailure, CommandProgress, commandKinds } from './commands.ts'
import { ToldCertificate } from './device-state.ts'
import { PageRequest, pageOf } from './page.ts'

const DeviceId = z.uuid()
const Moment = z.iso.datetime()
const ofDevice = z.object({ deviceId: DeviceId })

/** The name a certificate is known by; without it the one for the device's own name is meant. */
const Certificate = z
  .string()
  .regex(/^[\w.*:-]{1,253}$/)
  .optional()

export const Operation = z.object({
  id: z.uuid(),
  deviceId: DeviceId,
  kind: z.enum(commandKinds),
  /** Who carries it out: the device or, where it is lost, the cloud. */
  by: z.enum(['device', 'cloud']),
  state: z.enum(operationStates),
  progress: CommandProgress.nullable(),
  /** Once it has succeeded. */
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  /** Once it has failed. */
  failure: CommandFailure.nullable(),
  createdAt: Moment,
  deliveredAt: Moment.nullable(),
  startedAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  /** What nobody has carried out by then is given up. */
  expiresAt: Moment,
})
export type Operation = z.infer<typeof Operation>

const Plan = z.object({
  plan: z.enum(planNames),
  name: z.string(),
  /** US cents a month. */
  priceCents: z.int().nonnegative(),
  priceFor: z.enum(['device', 'team']),
  monitors: z.int().positive().nullable(),
  features: z.array(z.object({ feature: z.enum(planFeatureNames), words: z.string() })),
})

const notFound = refuses({ DEVICE_NOT_FOUND: 404 })

const asked = (role: TeamRole) => forMember(role, 'devices:read').errors(notFound)

/** A call that may be repeated with the same Idempotency-Key: for 24 hours the same request is carried out once. */
function command(role: TeamRole) {
  const scope: ApiScope = 'devices:command'
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Made up by the caller for one thing it wants done; repeated with the same request, that is done once. Kept 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  } as const
  return forMember(role, scope)
    .route({
      spec: (operation) => ({
        ...securedFor('session', 'apiToken')(operation),
        parameters: [...(operation.parameters ?? []), header],
      }),
    })
    .errors(notFound)
    .errors(refuses({ IDEMPOTENCY_KEY_REUSED: 422, OPERATIONS_TOO_MANY: 409, DEVICE_BLOCKED: 409 }))
}

export const ssl = {
  /** The device orders a certificate. `alsoFor` has the further names of a `multi` one. */
  provisionDevice: command('member')
    .route({ method: 'POST', path: '/ssl/provision-device', successStatus: 202 })
    .input(
      z.object({
        deviceId: DeviceId,
        domain: z.string().min(1).max(253),
        certificateType: z.enum(['single', 'wildcard', 'multi']),
        autoRenewal: z.boolean(),
        alsoFor: z.array(z.string().min(1).max(253)).max(99).optional(),
      }),
    )
    .output(Operation)
    .errors(refuses({ NAME_INVALID: 422 })),
  /** As the device last told it. */
  deviceStatus: asked('read-only')
    .route({ method: 'GET', path: '/ssl/device-status/{deviceId}' })
    .input(ofDevice)
    .output(
      z.object({
        deviceId: DeviceId,
        name: z.string(),
        plan: z.enum(planNames),
        lastSeenAt: Moment.nullable(),
        /** When the device told what stands in `certificate` and `others`; null: it has not yet. */
        toldAt: Moment.nullable(),
        version: z.string().nullable(),
        /** The version of the team’s policy that it obeys; null: it has not told. */
        policyVersion: z.int().nonnegative().nullable(),
        /** The one for the device's own name. */
        certificate: ToldCertificate.nullable(),
        others: z.array(ToldCertificate),
        lastOperation: Operation.nullable(),
      }),
    ),
  renewCertificate: command('member')
    .route({ method: 'POST', path: '/ssl/renew-certificate/{deviceId}', successStatus: 202 })
    .input(ofDevice.extend({ certificate: Certificate }))
    .output(Operation),
  /**
   * The device has its certificate revoked. With `lost=true` the cloud does so with all the device has, after it has proven
   * their names in the DNS, and the device's key is accepted no more.
   */
  revokeCertificate: command('admin')
    .route({ method: 'DELETE', path: '/ssl/revoke-certificate/{deviceId}', successStatus: 202, inputStructure: 'detailed' })
    .input(
      z.object({
        params: ofDevice,
        // Proxies drop the body of a DELETE.
        query: z
          .object({
            certificate: Certificate,
            reason: RevocationReason.default('unspecified'),
            lost: z
              .enum(['true', 'false'])
              .default('false')
              .transform((text) => text === 'true'),
          })
          .prefault({}),
      }),
    )
    .output(Operation),
  premiumFeatures: asked('read-only')
    .route({ method: 'GET', path: '/ssl/premium-features/{deviceId}' })
    .input(ofDevice)
    .output(z.object({ current: Plan, upgrades: z.array(Plan.extend({ adds: z.array(z.enum(planFeatureNames)) })) })),
  upgradeToPremium: command('admin')
    .route({ method: 'POST', path: '/ssl/upgrade-to-premium', successStatus: 201 })
    .input(z.object({ deviceId: DeviceId, period: z.enum(['month', 'year']).default('month') }))
    .output(z.object({ checkoutUrl: z.url(), subscriptionId: z.string() }))
    .errors(refuses({ BILLING_NOT_CONFIGURED: 409 })),
  advancedManagement: asked('read-only')
    .route({ method: 'GET', path: '/ssl/advanced-management/{deviceId}' })
    .input(ofDevice)
    .output(
      z.object({
        /** Domains of the customer's own that are proven through the cloud, and where their CNAME has to lead. */
        ownDomains: z.array(z.object({ name: z.string(), challengeName: z.string(), target: z.string() })),
        wildcards: z.array(ToldCertificate),
        multiDomain: z.array(ToldCertificate),
        /** Programs that are watched, and when each was last seen presenting its certificate. */
        monitors: z.array(z.object({ certificate: z.string(), label: z.string(), address: z.string(), verifiedAt: Moment.nullable() })),
        /** What went wrong last with each certificate. */
        alerts: z.array(z.object({ certificate: z.string(), code: z.string(), sentence: z.string(), at: Moment })),
        /** What the certificates themselves say of their revocation status (RFC 5280 §4.2.2.1, RFC 7633). */
        revocationStatus: z.array(
          z.object({ serial: z.string(), ocspResponder: z.string().nullable(), mustStaple: z.boolean(), revokedAt: Moment.nullable() }),
        ),
        /** Of the team. */
        apiTokens: z.int().nonnegative(),
      }),
    ),
  operation: forMember('read-only', 'devices:read')
    .route({ method: 'GET', path: '/ssl/operations/{operationId}' })
    .input(z.object({ operationId: z.uuid() }))
    .output(Operation)
    .errors(refuses({ OPERATION_NOT_FOUND: 404 })),
  /** The newest first. */
  operations: asked('read-only')
    .route({ method: 'GET', path: '/ssl/devices/{deviceId}/operations' })
    .input(PageRequest.extend({ deviceId: DeviceId }))
    .output(pageOf(Operation)),
}
