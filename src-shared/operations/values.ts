import { z } from 'zod'
import { CertificateKind } from '../domain/certificate-kinds.ts'
import { KeyUse, KeyWhereabouts } from '../domain/key-choices.ts'
import { KeyType } from '../domain/key-types.ts'
import { ProofMethod } from '../domain/proof-methods.ts'
import { refusalCodes } from '../domain/refusals.ts'
import { RunReason, RunStep } from '../domain/run-steps.ts'

export const CertificateId = z.uuid()
export const RunId = z.uuid()
/** RFC 3339, UTC. */
export const Timestamp = z.iso.datetime()

/** The facts of a refusal’s sentence, for programs. */
export const RefusalFacts = z.record(z.string(), z.union([z.string(), z.number()]))

/** A code of src-shared/domain/sayings.ts with its facts, beside the English that was made of them: for who says it in another language. */
export const Saying = z.object({ code: z.string(), data: RefusalFacts })
export type Saying = z.infer<typeof Saying>

/** Something that failed, as it is shown: the code, its sentence, what can be done about it, and when it is tried again. */
export const Failure = z.object({
  code: z.enum(refusalCodes),
  sentence: z.string(),
  nextStep: z.string(),
  data: RefusalFacts,
  at: Timestamp,
  nextAttemptAt: Timestamp.nullable(),
})
export type Failure = z.infer<typeof Failure>

/** When each of the four states was reached; null while it is not. Only `verified` is green. */
export const States = z.object({
  issued: Timestamp.nullable(),
  installed: Timestamp.nullable(),
  bound: Timestamp.nullable(),
  verified: Timestamp.nullable(),
})
export type States = z.infer<typeof States>

/**
 * How far the served chain leads: `root` to a root this machine trusts (its own, or one given for the purpose);
 * `issuer` only to the issuer the CA handed over, as with every test CA. Browsers do not trust the latter.
 */
export const Trust = z.enum(['root', 'issuer'])
export type Trust = z.infer<typeof Trust>

/** A program that presents the certificate to others. */
export const Consumer = z.object({
  target: z.string(),
  label: z.string(),
  address: z.string(),
  boundAt: Timestamp.nullable(),
  verifiedAt: Timestamp.nullable(),
  trust: Trust.nullable(),
  failure: Failure.nullable(),
})
export type Consumer = z.infer<typeof Consumer>

/** One certificate as the CA issued it; a renewal makes the next one. */
export const CertificateVersion = z.object({
  number: z.int().positive(),
  /** Hexadecimal, upper case, as the certificate has it. */
  serial: z.string(),
  /** SHA-1 over the DER, hexadecimal, upper case: the name Windows knows it by. */
  thumbprint: z.string(),
  issuer: z.string(),
  /** Where it was ordered; of one that was brought here, where it is renewed. */
  directory: z.url(),
  notBefore: Timestamp,
  notAfter: Timestamp,
  states: States,
  store: z.object({ kind: z.string(), location: z.string(), keyLocation: z.string() }).nullable(),
  keyCustody: KeyWhereabouts,
  revokedAt: Timestamp.nullable(),
  consumers: z.array(Consumer),
})
export type CertificateVersion = z.infer<typeof CertificateVersion>

export const RenewalPlan = z.object({
  at: Timestamp,
  reason: z.enum(['ari-window', 'age', 'emergency']),
  /** Hours of the day that the organisation wants renewals to begin in, on the device’s own clock; left out where any will do. */
  hours: z.object({ from: z.int(), to: z.int() }).optional(),
})
export type RenewalPlan = z.infer<typeof RenewalPlan>

/** The four words a person sees, everywhere the same (docs/architecture.md, "The four states"). */
export const Health = z.enum(['protected', 'working', 'attention', 'not-protected'])
export type Health = z.infer<typeof Health>

export const OrganisationChoice = z.enum(['authorities', 'profile', 'keyType', 'exportable'])
export type OrganisationChoice = z.infer<typeof OrganisationChoice>

export const Certificate = z.object({
  id: CertificateId,
  /** The first is the one the device is known by. */
  names: z.array(z.string()).min(1),
  kind: CertificateKind,
  /** Where it is ordered first; the others are tried in order when that fails. */
  directory: z.url(),
  fallbackDirectories: z.array(z.url()),
  profile: z.string().nullable(),
  keyType: KeyType,
  keyUse: KeyUse,
  exportable: z.boolean(),
  preferredChain: z.string().nullable(),
  proof: ProofMethod,
  /** What of these choices the organisation has set: it is not changed here. */
  setByOrganisation: z.array(OrganisationChoice),
  health: Health,
  current: CertificateVersion.nullable(),
  renewal: RenewalPlan.nullable(),
  /** The last run's failure, until a later run succeeds. */
  failure: Failure.nullable(),
})
export type Certificate = z.infer<typeof Certificate>

export const StepRecord = z.object({
  step: RunStep,
  /** `skipped`: there was nothing to do, because no program of this device presents the certificate. */
  status: z.enum(['waiting', 'running', 'done', 'skipped', 'failed']),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
})
export type StepRecord = z.infer<typeof StepRecord>

export const Run = z.object({
  id: RunId,
  certificateId: CertificateId,
  reason: RunReason,
  status: z.enum(['running', 'succeeded', 'failed']),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  /** All seven, in order. */
  steps: z.array(StepRecord),
  acmeRequests: z.int().nonnegative(),
  failure: Failure.nullable(),
})
export type Run = z.infer<typeof Run>

/** An entry of the audit log, as a sentence and as facts. */
export const Activity = z.object({
  seq: z.int().positive(),
  at: Timestamp,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  sentence: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Activity = z.infer<typeof Activity>

/** Whether the device's own name leads to it on this network, as the system's own resolver sees it. */
export const NameResolution = z.object({
  status: z.enum(['leads-here', 'leads-elsewhere', 'unknown-here']),
  checkedAt: Timestamp,
  answers: z.array(z.string()),
})

export const Device = z.object({
  deviceId: z.string(),
  name: z.string(),
  team: z.string(),
  cloud: z.url(),
  enrolledAt: Timestamp,
  lanAddresses: z.object({
    /** The person's consent; without it nothing is published. */
    publish: z.boolean(),
    published: z.array(z.string()),
    resolution: NameResolution.nullable(),
  }),
  devicePage: z.object({ url: z.url(), openToLan: z.boolean() }).nullable(),
  /** This is another machine than the device’s: its data was copied here, and nobody has said yet what becomes of it. */
  isCopy: z.literal(true).optional(),
})
export type Device = z.infer<typeof Device>

export const About = z.object({
  version: z.string(),
  mode: z.enum(['service', 'user', 'browser']),
  dataFolder: z.string(),
  directory: z.url(),
  /** A practice CA's certificates are for trying out: nobody else trusts them. */
  practice: z.boolean(),
})
export type About = z.infer<typeof About>

/** Renewals that nobody asked for wait, unless the end of a certificate is near. */
export const RenewalsPause = z.object({ since: Timestamp, until: Timestamp })
export type RenewalsPause = z.infer<typeof RenewalsPause>

/** Everything a screen needs to begin with. */
export const Snapshot = z.object({
  about: About,
  device: Device.nullable(),
  certificates: z.array(Certificate),
  /** Null while renewals go by themselves. */
  /** An older service knows of none. */
  pause: RenewalsPause.nullable().default(null),
  /** Those running, and the last ended of each certificate. */
  runs: z.array(Run),
  /** The newest first. */
  activity: z.array(Activity),
})
export type Snapshot = z.infer<typeof Snapshot>

/** One snapshot first, then what changed, whole. */
export const StateEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), snapshot: Snapshot }),
  z.object({ type: z.literal('device'), device: Device }),
  z.object({ type: z.literal('certificate'), certificate: Certificate }),
  z.object({ type: z.literal('pause'), pause: RenewalsPause.nullable() }),
  z.object({ type: z.literal('run'), run: Run }),
  z.object({ type: z.literal('activity'), activity: Activity }),
])
export type StateEvent = z.infer<typeof StateEvent>
