import { z } from 'zod'

/** The way from nothing to a certificate that is seen being served, in order. Each is recorded before the next begins. */
export const runSteps = ['key', 'order', 'challenge', 'certificate', 'store', 'programs', 'proof'] as const
export const RunStep = z.enum(runSteps)
export type RunStep = z.infer<typeof RunStep>

export const RunReason = z.enum(['first', 'asked', 'ari-window', 'age', 'emergency', 'resumed', 'retry', 'revoked', 'key-lost'])
export type RunReason = z.infer<typeof RunReason>

/** Of a certificate that no program of this device presents: there is nothing to do, and nothing to be seen. */
export const skippedSentences: Partial<Record<RunStep, string>> = {
  programs: 'No program here presents it',
  proof: 'Kept for use elsewhere, so there is nothing to be seen served',
}

/** What a person reads while the step goes on, and after it. */
export const stepSentences: Record<RunStep, { doing: string; done: string }> = {
  key: { doing: 'Making a private key on this device', done: 'Private key made and sealed on this device' },
  order: { doing: 'Ordering the certificate', done: 'Certificate ordered' },
  challenge: { doing: 'Proving that the name is this device’s', done: 'Name proven' },
  certificate: { doing: 'Waiting for the certificate', done: 'Certificate issued' },
  store: { doing: 'Putting it into the certificate store', done: 'In the certificate store' },
  programs: { doing: 'Telling programs to use it', done: 'Programs use it' },
  proof: { doing: 'Checking that it is really served', done: 'Seen being served' },
}
