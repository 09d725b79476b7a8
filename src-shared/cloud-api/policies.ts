import { z } from 'zod'
import { FleetPolicy, FleetRules } from '../domain/fleet-rules.ts'
import { forDevice, forMember, refuses } from './call.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

const Moment = z.iso.datetime()
const ofTeam = z.object({ team: TeamSlug })

export const PolicyVersion = z.object({
  version: z.int().positive(),
  document: FleetPolicy,
  at: Moment,
  by: z.object({ kind: z.enum(['person', 'api-token']), id: z.uuid().nullable() }),
})
export type PolicyVersion = z.infer<typeof PolicyVersion>

/** The policy in force; version 0 wants nothing. */
export const PolicyInForce = z.object({ version: z.int().nonnegative(), document: FleetPolicy, at: Moment.nullable() })
export type PolicyInForce = z.infer<typeof PolicyInForce>

/** What a device is told to obey: the payload of a JWS by a key of licence documents. */
export const PolicyClaims = z.object({
  iss: z.string(),
  /** The device it is for. */
  sub: z.uuid(),
  iat: z.int().positive(),
  version: z.int().nonnegative(),
  rules: FleetRules,
})
export type PolicyClaims = z.infer<typeof PolicyClaims>

/** The header's `typ` of such a document. */
export const policyType = 'mylzip-policy+jwt'

const Tagged = z.object({ etag: z.string().max(200) })

export const policies = {
  read: forMember('read-only', 'team:read').route({ method: 'GET', path: '/teams/{team}/policy' }).input(ofTeam).output(PolicyInForce),
  /**
   * Puts another policy in force, for each of the team's devices. `basedOn`: the version it was made from, so that nobody
   * takes back what somebody else changed. The devices are called, and fetch it.
   */
  set: forMember('admin', 'team:manage', 'fleet')
    .route({ method: 'PUT', path: '/teams/{team}/policy' })
    .input(ofTeam.extend({ basedOn: z.int().nonnegative(), document: FleetPolicy }))
    .output(PolicyInForce)
    .errors(refuses({ POLICY_STOPS_RENEWALS: 422, POLICY_UNUSABLE: 422, POLICY_CHANGED: 409 })),
  /** A policy that wants nothing. Needs no plan: who lost theirs is not held to what they once wanted. */
  clear: forMember('admin', 'team:manage').route({ method: 'DELETE', path: '/teams/{team}/policy' }).input(ofTeam).output(PolicyInForce),
  /** The newest first. */
  versions: forMember('read-only', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/policy/versions' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(PolicyVersion)),
  /** What this device is to obey, signed. With If-None-Match 304 where that is what it has. */
  mine: forDevice
    .route({ method: 'GET', path: '/devices/self/policy', inputStructure: 'detailed', outputStructure: 'detailed' })
    .input(z.object({ headers: z.looseObject({ 'if-none-match': z.string().max(200).optional() }).optional() }))
    .output(
      z.union([
        z.object({ status: z.literal(200), headers: Tagged, body: z.object({ document: z.string().max(16_000) }) }),
        z.object({ status: z.literal(304), headers: z.object({ etag: z.string().max(200).optional() }) }),
      ]),
    ),
}
