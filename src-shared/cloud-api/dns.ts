import { z } from 'zod'
import { forDevice, forMember, licensed, refuses } from './call.ts'

/** A dns-01 answer: base64url of a SHA-256 (RFC 8555 §8.4). */
const ChallengeValue = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** As it stands in a CAA record (RFC 8659 §4.2): a semicolon would begin the next parameter, a space end this one. */
const AccountUri = z
  .string()
  .max(255)
  .regex(/^https?:\/\/[!#-:<-[\]-~]+$/)

/** The name an authority goes by in CAA records (RFC 8555 §7.1.1). */
const CaaIdentity = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/)

export const ToldAuthorityAccounts = z.object({
  directoryUrl: z
    .string()
    .max(255)
    .regex(/^https?:\/\/[!-~]+$/),
  /** All that the device orders with at this authority; none takes the authority away. */
  accountUris: z.array(AccountUri).max(4),
  /** As the directory names them; empty where it does not: then nothing can be pinned, and nothing is. */
  caaIdentities: z.array(CaaIdentity).max(4),
})
export type ToldAuthorityAccounts = z.infer<typeof ToldAuthorityAccounts>

export const SeenDelegation = z.object({
  name: z.string(),
  /** What has to be a CNAME … */
  record: z.string(),
  /** … that leads here. */
  target: z.string(),
  state: z.enum(['ready', 'missing', 'elsewhere', 'loop', 'unknown']),
  /** Where it leads instead, round which names, or why nobody could tell. */
  found: z.string().nullable(),
})
export type SeenDelegation = z.infer<typeof SeenDelegation>

/** A change is kept all the same, and shown as soon as that server can be told. */
const unshown = { ZONE_NOT_SHOWN: 503 } as const

export const dns = {
  /**
   * Which ACME accounts may order for the device's own name, at one authority: told before the first order there. The
   * name's CAA records are the union over its authorities (RFC 8657), so that none locks out another.
   */
  permitAccounts: forDevice
    .route({ method: 'PUT', path: '/dns/accounts' })
    .input(ToldAuthorityAccounts)
    .output(z.object({ name: z.string(), caa: z.array(z.string()) }))
    .errors(refuses({ ACCOUNTS_FULL: 409, ...unshown })),
  /**
   * Publishes a TXT record at `_acme-challenge.<name>`, beside others that are there (a wildcard and its parent
   * share the place). When this answers, every authoritative server has it. Gone by itself after an hour.
   */
  publishChallenge: forDevice
    .route({ method: 'PUT', path: '/dns/challenges' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ fqdn: z.string() }))
    .errors(refuses({ NAME_NOT_YOURS: 403, ...unshown })),
  /** Name and value stand in the path: proxies drop the body of a DELETE. */
  removeChallenge: forDevice
    .route({ method: 'DELETE', path: '/dns/challenges/{name}/{value}' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ removed: z.boolean() }))
    .errors(refuses({ NAME_NOT_YOURS: 403, ...unshown })),
  /**
   * The place in the cloud's zone where this device proves a customer's own name: `_acme-challenge.<name>` has to be a
   * CNAME that leads there. Random, made once for the device and the name.
   */
  delegate: forDevice
    .route({ method: 'PUT', path: '/dns/delegations' })
    .input(z.object({ name: z.string().max(253) }))
    .output(z.object({ target: z.string() }))
    .errors(refuses({ DELEGATION_NAME_UNUSABLE: 422, DELEGATIONS_FULL: 409, ...licensed })),
  /**
   * Gives the target up, with what is published there. Nobody is ever given it again, this device included: the next
   * delegation of the name has another.
   */
  releaseDelegation: forDevice
    .route({ method: 'DELETE', path: '/dns/delegations/{name}' })
    .input(z.object({ name: z.string().max(253) }))
    .output(z.object({ released: z.boolean() }))
    .errors(refuses({ DELEGATION_NAME_UNUSABLE: 422, ...unshown })),
  /** A device's delegations, each with what its customer's CNAME does now, as the cloud's resolver sees it. */
  delegations: forMember('read-only', 'devices:read')
    .route({ method: 'GET', path: '/dns/devices/{deviceId}/delegations' })
    .input(z.object({ deviceId: z.uuid(), page: z.coerce.number().int().min(1).max(25).default(1) }))
    .output(z.object({ delegations: z.array(SeenDelegation), pages: z.int().nonnegative() }))
    .errors(refuses({ DEVICE_NOT_FOUND: 404 })),
  /** As `publishChallenge`, at the target of one of the device's own delegations. */
  publishDelegated: forDevice
    .route({ method: 'PUT', path: '/dns/delegations/answers' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ target: z.string() }))
    .errors(refuses({ NAME_NOT_YOURS: 403, ...unshown })),
  removeDelegated: forDevice
    .route({ method: 'DELETE', path: '/dns/delegations/answers/{name}/{value}' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ removed: z.boolean() }))
    .errors(refuses({ NAME_NOT_YOURS: 403, ...unshown })),
  /** Replaces the A and AAAA records of the device's own name. An empty list takes them away. */
  publishAddresses: forDevice
    .route({ method: 'PUT', path: '/dns/addresses' })
    .input(z.object({ addresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(16) }))
    .output(z.object({ addresses: z.array(z.string()) }))
    .errors(refuses({ ADDRESS_NOT_LOCAL: 422, ...unshown })),
}
