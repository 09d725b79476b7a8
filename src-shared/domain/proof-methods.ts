import { z } from 'zod'

const Port = z.int().min(1).max(65_535)

/**
 * How the names of one certificate are proven to an authority. `automatic` is what the agent was started with: the cloud,
 * or the customer's own DNS server.
 */
export const ProofMethod = z.discriminatedUnion('via', [
  z.object({ via: z.literal('automatic') }),
  /** dns-01 in the cloud's own zone. */
  z.object({ via: z.literal('cloud') }),
  /** dns-01 by signed updates of a customer's DNS server, as `rfc2136://HOST:PORT/ZONE?key=NAME`; its secret is kept sealed. */
  z.object({ via: z.literal('rfc2136'), server: z.string().max(500) }),
  /** dns-01 at a target in the cloud's zone, which a CNAME in the customer's zone leads to. */
  z.object({ via: z.literal('delegation') }),
  /** http-01 answered by the agent itself. */
  z.object({ via: z.literal('http-listener'), port: Port.optional() }),
  /** http-01 answered by a web server that is there, from its folder. */
  z.object({ via: z.literal('http-webroot'), folder: z.string().min(1).max(1000) }),
  /** tls-alpn-01 answered by the agent itself. */
  z.object({ via: z.literal('tls-alpn'), port: Port.optional() }),
  /** dns-persist-01: a lasting record that the customer has made. */
  z.object({ via: z.literal('dns-persist') }),
])
export type ProofMethod = z.infer<typeof ProofMethod>

export const automaticProof: ProofMethod = { via: 'automatic' }
