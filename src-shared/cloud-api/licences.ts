import { z } from 'zod'
import { limitNames, planNames } from '../domain/plans.ts'
import { forDevice, forMember, open, refuses } from './call.ts'
import { TeamSlug } from './teams.ts'

const Moment = z.iso.datetime()
const ofTeam = z.object({ team: TeamSlug })

const Held = z.object({ plan: z.enum(planNames), devices: z.int().positive().nullable(), endsAt: Moment })

export const TeamLicence = z.object({
  /** What holds now. */
  plan: z.enum(planNames),
  licence: Held.nullable(),
  trial: z.object({ available: z.boolean(), beganAt: Moment.nullable() }),
  /** What is counted. `warning`: the share that is reached, in percent. */
  usage: z.array(
    z.object({
      what: z.enum(limitNames),
      used: z.int().nonnegative(),
      limit: z.int().nonnegative().nullable(),
      warning: z.union([z.literal(80), z.literal(100)]).nullable(),
    }),
  ),
})
export type TeamLicence = z.infer<typeof TeamLicence>

/** What a device may know of what its team uses, and where people of the team see to it. */
export const DeviceTeamUsage = z.object({
  usage: TeamLicence.shape.usage,
  trialAvailable: z.boolean(),
  teamPage: z.url(),
})
export type DeviceTeamUsage = z.infer<typeof DeviceTeamUsage>

/** What a licence document says: the payload of a JWS. Moments are Unix seconds, as in any JWT. */
export const LicenceClaims = z.object({
  iss: z.string(),
  /** The device it is for. */
  sub: z.uuid(),
  iat: z.int().positive(),
  /** What the device made up when it asked: an old document does not pass for a new one. */
  nonce: z.string(),
  held: z.object({ plan: z.enum(planNames), devices: z.int().positive().nullable(), ends: z.int() }).nullable(),
  ended: z.object({ plan: z.enum(planNames), devices: z.int().positive().nullable(), ends: z.int() }).nullable(),
  covered: z.boolean(),
})
export type LicenceClaims = z.infer<typeof LicenceClaims>

/** The header's `typ` of a licence document, and of a set of keys. */
export const licenceType = 'mylzip-licence+jwt'
export const licenceKeysType = 'mylzip-licence-keys+jwt'

export const LicenceKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  kid: z.string().min(1).max(64),
})
export type LicenceKey = z.infer<typeof LicenceKey>

export const LicenceKeySet = z.object({ iss: z.string(), keys: z.array(LicenceKey).min(1).max(16) })

export const licences = {
  ofTeam: forMember('read-only', 'team:read').route({ method: 'GET', path: '/teams/{team}/licence' }).input(ofTeam).output(TeamLicence),
  /** Seven days of Premium, once for a team, without a card. */
  beginTrial: forMember('owner')
    .route({ method: 'POST', path: '/teams/{team}/licence/trial', successStatus: 201 })
    .input(ofTeam)
    .output(TeamLicence)
    .errors(refuses({ TRIAL_USED: 409, LICENCE_HELD: 409 })),
  /** The device's licence, signed (compact JWS, EdDSA): good for 14 days without the cloud. */
  document: forDevice
    .route({ method: 'GET', path: '/devices/self/licence' })
    .input(z.object({ nonce: z.string().regex(/^[A-Za-z0-9_-]{22,86}$/) }))
    .output(z.object({ document: z.string().max(8_000) })),
  ofDevice: forDevice.route({ method: 'GET', path: '/devices/self/usage' }).output(DeviceTeamUsage),
  /** The public keys of licence documents: the same payload signed by each of them (JWS general serialization), so that who knows one learns the others. */
  keys: open.route({ method: 'GET', path: '/licences/keys' }).output(
    z.object({
      payload: z.string().max(16_000),
      signatures: z
        .array(z.object({ protected: z.string().max(500), signature: z.string().max(200) }))
        .min(1)
        .max(16),
    }),
  ),
}
