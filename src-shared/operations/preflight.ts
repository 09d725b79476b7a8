import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { OrderInput } from './certificates.ts'
import { CheckHead, Finding } from './doctor.ts'
import { inspect } from './operation.ts'
import { Timestamp } from './values.ts'

/**
 * What an order can expect: nothing stands in its way, something is worth a look first, or it would fail. Where several authorities
 * would be tried, one that cannot be used stops nothing.
 */
export const Outlook = z.enum(['clear', 'doubtful', 'blocked'])
export type Outlook = z.infer<typeof Outlook>

export const PreflightReport = z.object({
  startedAt: Timestamp,
  endedAt: Timestamp,
  /** As they would be ordered; none where one of them is malformed. */
  names: z.array(z.string()),
  /** Where it would be ordered, the first first. */
  directories: z.array(z.url()),
  outlook: Outlook,
  findings: z.array(Finding),
})
export type PreflightReport = z.infer<typeof PreflightReport>

/** What will be looked at, then each finding when it is there, then all of it. */
export const PreflightEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begun'), checks: z.array(CheckHead) }),
  z.object({ type: z.literal('finding'), finding: Finding }),
  z.object({ type: z.literal('report'), report: PreflightReport }),
])
export type PreflightEvent = z.infer<typeof PreflightEvent>

/**
 * For whoever may order: it looks into folders and at ports that are named to it, and the cloud makes the target of a delegation that
 * is asked about for the first time.
 */
export const preflight = {
  /** What an order would meet. No authority is asked for anything but its directory, and nothing is kept. */
  preflight: inspect
    .route({ method: 'POST', path: '/certificates/preflight/events' })
    .input(OrderInput)
    .output(eventIterator(PreflightEvent)),
  /** The same as one answer, when all is there. */
  preflightReport: inspect.route({ method: 'POST', path: '/certificates/preflight' }).input(OrderInput).output(PreflightReport),
}
