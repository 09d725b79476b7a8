import type { Saying } from '@mylzip/shared/domain/saying.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'

/** How far a request to a URL came, step by step, and what was seen on the way. */
export interface Way {
  url: string
  host: string
  port: number
  secure: boolean
  /** `host:port`; undefined: the direct way. */
  proxy: string | undefined
  /** Of the host, or of the proxy where there is one. */
  addresses: readonly string[]
  /** A TCP connection to each of these addresses. */
  attempts: readonly Attempt[]
  /** The proxy’s answer to CONNECT. */
  tunnel: { status: number; text: string } | undefined
  tls: SeenTls | undefined
  http: SeenHttp | undefined
  /** Each step with its time, as evidence. */
  steps: readonly Step[]
  /** Where it ended, when it did. A certificate that is not trusted ends nothing: nothing secret is sent. */
  broken: { at: StepName; code: string } | undefined
}

export type StepName = 'DNS' | 'TCP' | 'proxy' | 'TLS' | 'HTTP'

export interface Step {
  name: StepName
  ms: number
  outcome: string | Saying
}

export interface Attempt {
  address: string
  ms: number
  /** The system’s code. */
  failure: string | undefined
}

export interface SeenTls {
  protocol: string
  /** Leaf first, as far as they could be followed. */
  chain: readonly SeenCertificate[]
  /** Who vouches for it: a root that all the world knows, one that was given for the purpose, one that only this machine trusts, or nobody. */
  trust: 'public' | 'given' | 'machine' | 'none'
  /** Node’s code for what is wrong with it. */
  fault: string | undefined
  /** As people would call who issued the leaf. */
  issuer: string
}

export interface SeenCertificate {
  subject: string
  issuer: string
  notBefore: Instant
  notAfter: Instant
  /** SHA-256, hexadecimal. */
  fingerprint: string
}

export interface SeenHttp {
  status: number
  contentType: string
  location: string | undefined
  server: string | undefined
  /** The Date header, and what this machine’s clock said in the middle between asking and hearing. */
  date: Instant | undefined
  at: Instant
  roundTripMs: number
  /** The beginning of it. */
  body: string
}

/** The way to a URL, walked once and remembered: several checks look at the same one. Never throws. */
export type Ways = (url: string) => Promise<Way>
