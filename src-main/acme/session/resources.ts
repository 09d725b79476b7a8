import { z } from 'zod'

const Url = z.url({ protocol: /^https?$/ })
/** Some write null or nothing where RFC 8555 leaves a field out. */
const nothing = z.union([z.null(), z.literal('')]).transform(() => undefined)
const orNothing = <T extends z.ZodType>(schema: T) => z.union([schema, nothing]).optional()
/** A host name of several labels, the last of them no number. */
const issuerName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/
const Identifier = z.object({ type: z.string(), value: z.string() })

/** RFC 8555 §7.1.1, with RFC 9773's renewalInfo and the profiles draft's meta.profiles. */
export const Directory = z.object({
  newNonce: Url,
  newAccount: Url,
  newOrder: Url,
  revokeCert: orNothing(Url),
  keyChange: orNothing(Url),
  renewalInfo: orNothing(Url),
  meta: orNothing(
    z.object({
      profiles: orNothing(z.record(z.string(), z.unknown())),
      externalAccountRequired: orNothing(z.boolean()),
      // What only a person reads must not make a directory unusable.
      termsOfService: z.string().optional().catch(undefined),
      website: z.string().optional().catch(undefined),
      caaIdentities: z.array(z.string()).optional().catch(undefined),
    }),
  ),
})
export type Directory = z.infer<typeof Directory>

/** RFC 8555 §7.1.3. Each name has one authorization at most: a longer list would be requests without end. */
export const Order = z
  .object({
    status: z.enum(['pending', 'ready', 'processing', 'valid', 'invalid']),
    identifiers: z.array(Identifier),
    authorizations: z.array(Url),
    finalize: Url,
    certificate: orNothing(Url),
    expires: z.string().optional().catch(undefined),
    /** draft-ietf-acme-profiles §3.2: the one that was chosen, or the CA's usual one. */
    profile: z.string().optional().catch(undefined),
    error: z.unknown().optional(),
  })
  .refine(({ authorizations, identifiers }) => authorizations.length <= identifiers.length)
export type Order = z.infer<typeof Order>

/** RFC 8555 §8. A dns-persist-01 challenge has the CA's names in place of a token (draft-ietf-acme-dns-persist-01 §3.1). */
const Challenge = z
  .object({
    type: z.string(),
    url: Url,
    token: orNothing(z.string().regex(/^[A-Za-z0-9_-]{1,255}$/)),
    'issuer-domain-names': orNothing(z.array(z.string().max(253).regex(issuerName)).min(1).max(10)),
    status: z.enum(['pending', 'processing', 'valid', 'invalid']),
    error: z.unknown().optional(),
  })
  .refine((challenge) => (challenge.type === 'dns-persist-01' ? challenge['issuer-domain-names'] : challenge.token) !== undefined)
export type Challenge = z.infer<typeof Challenge>

/** RFC 8555 §7.1.4. Challenges of a form not known here are left out, so that a new type never breaks an old agent. */
export const Authorization = z.object({
  status: z.enum(['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked']),
  identifier: Identifier,
  wildcard: orNothing(z.boolean()),
  challenges: z.array(z.unknown()).transform((all) => all.flatMap((each) => Challenge.safeParse(each).data ?? [])),
})
export type Authorization = z.infer<typeof Authorization>

/** RFC 9773 §4.2. */
export const RenewalInfo = z.object({
  suggestedWindow: z.object({ start: z.string(), end: z.string() }),
  explanationURL: z.string().optional().catch(undefined),
})
