import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { refusalCodes } from '../domain/refusals.ts'
import { examine } from './operation.ts'
import { CertificateId, RefusalFacts, Saying, Timestamp } from './values.ts'

export const CheckGroup = z.enum(['network', 'dns', 'authority', 'cloud', 'clock', 'ports', 'data', 'certificates'])
export type CheckGroup = z.infer<typeof CheckGroup>

export const CheckHead = z.object({
  /** Stable: `zip-names`, or with what it is about, `authority:https://ca.test/dir`. */
  id: z.string(),
  group: CheckGroup,
  /** What is looked at, as a sentence. */
  title: z.string(),
  titleSaid: Saying.optional(),
})
export type CheckHead = z.infer<typeof CheckHead>

/** One thing that was seen, exact enough for whoever runs the network. */
export const Fact = z.object({
  label: z.string(),
  value: z.string(),
  /** Of what is no name or number, but words. */
  labelSaid: Saying.optional(),
  valueSaid: Saying.optional(),
})
export type Fact = z.infer<typeof Fact>

/** A way that is closed: what the network's team is asked to open. */
export const Obstacle = z.object({
  /** Addresses of this machine, or `this machine`. */
  from: z.string(),
  host: z.string(),
  /** Null where the port does not matter: a name that does not resolve. */
  port: z.int().positive().nullable(),
  protocol: z.enum(['HTTPS', 'HTTP', 'TCP', 'UDP', 'DNS']),
  /** What happens there now. */
  what: z.string(),
  /** What should be allowed. */
  allow: z.string(),
})
export type Obstacle = z.infer<typeof Obstacle>

export const Finding = CheckHead.extend({
  status: z.enum(['ok', 'warning', 'failed', 'skipped']),
  /** The code with which a run would fail for this reason; null when nothing is wrong. */
  code: z.enum(refusalCodes).nullable(),
  /** The facts of the code’s sentence; left out where nothing is wrong. */
  data: RefusalFacts.optional(),
  /** For a receptionist; of a skipped check, why. */
  sentence: z.string(),
  /** Where there is no code. */
  sentenceSaid: Saying.optional(),
  /** Null when there is nothing to do. */
  nextStep: z.string().nullable(),
  evidence: z.array(Fact),
  obstacles: z.array(Obstacle),
  /** Names of the certificates that cannot do without what is failing here. */
  holdsUp: z.array(z.string()),
  durationMs: z.int().nonnegative(),
})
export type Finding = z.infer<typeof Finding>

/** A failure on record, and the findings that explain it. */
export const ExplainedFailure = z.object({
  certificateId: CertificateId,
  name: z.string(),
  code: z.enum(refusalCodes),
  sentence: z.string(),
  data: RefusalFacts.optional(),
  at: Timestamp,
  nextAttemptAt: Timestamp.nullable(),
  /** Ids of findings, the likeliest first. None: what it was is not to be seen any more. */
  explainedBy: z.array(z.string()),
})
export type ExplainedFailure = z.infer<typeof ExplainedFailure>

export const DoctorReport = z.object({
  startedAt: Timestamp,
  endedAt: Timestamp,
  /** Of this machine, as far as the network sees them. */
  addresses: z.array(z.string()),
  /** Those that explain the last failure come first. */
  findings: z.array(Finding),
  failures: z.array(ExplainedFailure),
})
export type DoctorReport = z.infer<typeof DoctorReport>

/** What will be looked at, then each finding when it is there, then all of it. */
export const DoctorEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begun'), checks: z.array(CheckHead) }),
  z.object({ type: z.literal('finding'), finding: Finding }),
  z.object({ type: z.literal('report'), report: DoctorReport }),
])
export type DoctorEvent = z.infer<typeof DoctorEvent>

/** Before a first order: names that are to be ordered, and the authority. Looked at beside what is there already. */
export const DoctorQuestion = z.object({
  names: z.array(z.string().min(1).max(253)).max(100).default([]),
  directory: AcmeDirectory.optional(),
})
export type DoctorQuestion = z.infer<typeof DoctorQuestion>

export const doctor = {
  /** Changes nothing. Asks no other hosts than the agent itself is set up with. */
  run: examine.route({ method: 'POST', path: '/doctor/events' }).input(DoctorQuestion).output(eventIterator(DoctorEvent)),
  /** The same as one answer, when all is there. */
  report: examine.route({ method: 'POST', path: '/doctor/report' }).input(DoctorQuestion).output(DoctorReport),
}
