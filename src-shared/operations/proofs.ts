import { z } from 'zod'
import { administer, inspect, refuses } from './operation.ts'
import { Timestamp } from './values.ts'

/** `rfc2136://HOST:PORT/ZONE?key=NAME&algorithm=hmac-sha256`, as ProofMethod has it. */
const Server = z.string().min(1).max(500)

/** A customer's DNS server that names can be proven in. Its key never comes back out. */
export const DnsServer = z.object({
  server: z.string(),
  addedAt: Timestamp,
  /** Certificates that prove their names there, by the name each is known by. */
  usedBy: z.array(z.string()),
})
export type DnsServer = z.infer<typeof DnsServer>

/** How a customer's name is delegated to the cloud's zone. */
export const Delegation = z.object({
  /** What has to be a CNAME … */
  record: z.string(),
  /** … that leads here. */
  target: z.string(),
  /** `unknown`: the DNS cannot be asked from here at the moment. */
  state: z.enum(['ready', 'missing', 'elsewhere', 'loop', 'unknown']),
  /** Where it leads instead, or why nobody can say. */
  found: z.string().nullable(),
})
export type Delegation = z.infer<typeof Delegation>

export const proofs = {
  /** The same server again gets another key. `key` is what tsig-keygen writes, or the secret in base64. */
  addDnsServer: administer
    .route({ method: 'PUT', path: '/proofs/dns-servers' })
    .input(z.object({ server: Server, key: z.string().min(1).max(10_000) }))
    .output(z.object({ server: z.string() }))
    .errors(refuses('DNS_UPDATE_ADDRESS_INVALID', 'DNS_KEY_UNREADABLE')),
  listDnsServers: inspect.route({ method: 'GET', path: '/proofs/dns-servers' }).output(z.array(DnsServer)),
  removeDnsServer: administer
    .route({ method: 'POST', path: '/proofs/dns-servers/remove' })
    .input(z.object({ server: Server }))
    .output(z.object({ server: z.string() }))
    .errors(refuses('DNS_UPDATE_SERVER_NOT_KEPT', 'DNS_UPDATE_SERVER_IN_USE')),
  /** Which CNAME proves the name from now on, and whether it is there. The first call for a name makes the target. */
  delegation: administer
    .route({ method: 'POST', path: '/proofs/delegations' })
    .input(z.object({ name: z.string().trim().min(1).max(253) }))
    .output(Delegation)
    .errors(refuses('DELEGATION_NAME_UNUSABLE', 'DELEGATIONS_FULL', 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED', 'NOT_ENROLLED')),
}
