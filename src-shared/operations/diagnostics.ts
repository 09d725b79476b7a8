import { z } from 'zod'
import { examine } from './operation.ts'
import { Timestamp } from './values.ts'

/** What support is told, in the order of the file. */
export const diagnosticsParts = [
  'about',
  'device',
  'certificates',
  'failures',
  'runs',
  'doctor',
  'settings',
  'policy',
  'database',
  'audit',
  'log',
] as const
export const DiagnosticsPartName = z.enum(diagnosticsParts)
export type DiagnosticsPartName = z.infer<typeof DiagnosticsPartName>

export const DiagnosticsPart = z.object({
  part: DiagnosticsPartName,
  /** As it stands in the file: JSON, of the log a line each. Secrets are redacted already. */
  content: z.string(),
  /** How many values were redacted in it. */
  redacted: z.int().nonnegative(),
  /** Why it is not there, as a sentence; null when it is. */
  missing: z.string().nullable(),
})
export type DiagnosticsPart = z.infer<typeof DiagnosticsPart>

/** For support. `diagnosticsFile` (diagnostics-file.policy.ts) makes the one text of it that is saved, copied or sent. */
export const Diagnostics = z.object({
  madeAt: Timestamp,
  version: z.string(),
  /** What a file of it is called. */
  fileName: z.string(),
  /** All of them, in order. */
  parts: z.array(DiagnosticsPart),
})
export type Diagnostics = z.infer<typeof Diagnostics>

export const DiagnosticsQuestion = z.object({
  /** Whether the doctor looks at everything anew, which takes some seconds. Without it, it is left out and the answer comes at once. */
  doctor: z.boolean().default(true),
})
export type DiagnosticsQuestion = z.infer<typeof DiagnosticsQuestion>

export const diagnostics = {
  /** Keeps and sends nothing: whoever asks sees all of it before anybody else does. */
  create: examine.route({ method: 'POST', path: '/diagnostics' }).input(DiagnosticsQuestion).output(Diagnostics),
}
