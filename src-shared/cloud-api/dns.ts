import { z } from 'zod'
import { forDevice, licensed, refuses } from './call.ts'

/** A dns-01 answer: base64url of a SHA-256 (RFC 8555 §8.4). */
const ChallengeValue = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const dns = {
  /**
   * Publishes a TXT record at `_acme-challenge.<name>`, beside others that are there (a wildcard and its parent
   * share the place). When this answers, every authoritative server has it. Gone by itself after an hour.
   */
  publishChallenge: forDevice
    .route({ method: 'PUT', path: '/dns/challenges' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ fqdn: z.string() }))
    .errors(refuses({ NAME_NOT_YOURS: 403 })),
  /** Name and value stand in the path: proxies drop the body of a DELETE. */
  removeChallenge: forDevice
    .route({ method: 'DELETE', path: '/dns/challenges/{name}/{value}' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ removed: z.boolean() }))
    .errors(refuses({ NAME_NOT_YOURS: 403 })),
  /**
   * The place in the cloud's zone where this device proves a customer's own name: `_acme-challenge.<name>` has to be a
   * CNAME that leads there. Random, made once for the device and the name.
   */
  delegate: forDevice
    .route({ method: 'PUT', path: '/dns/delegations' })
    .input(z.object({ name: z.string().max(253) }))
    .output(z.object({ target: z.string() }))
    .errors(refuses({ DELEGATION_NAME_UNUSABLE: 422, DELEGATIONS_FULL: 409, ...licensed })),
  /** As `publishChallenge`, at the target of one of the device's own delegations. */
  publishDelegated: forDevice
    .route({ method: 'PUT', path: '/dns/delegations/answers' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ target: z.string() }))
    .errors(refuses({ NAME_NOT_YOURS: 403 })),
  removeDelegated: forDevice
    .route({ method: 'DELETE', path: '/dns/delegations/answers/{name}/{value}' })
    .input(z.object({ name: z.string().max(253), value: ChallengeValue }))
    .output(z.object({ removed: z.boolean() }))
    .errors(refuses({ NAME_NOT_YOURS: 403 })),
  /** Replaces the A and AAAA records of the device's own name. An empty list takes them away. */
  publishAddresses: forDevice
    .route({ method: 'PUT', path: '/dns/addresses' })
    .input(z.object({ addresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(16) }))
    .output(z.object({ addresses: z.array(z.string()) }))
    .errors(refuses({ ADDRESS_NOT_LOCAL: 422 })),
}
