import { z } from 'zod'
import { targetKinds } from '../domain/deploy-targets.ts'
import { TargetSettings } from '../domain/target-settings.ts'
import { licensed } from './licensed.ts'
import { administer, inspect, read, refuses } from './operation.ts'
import { CertificateId, Consumer, Failure, Saying, Timestamp, Trust } from './values.ts'

export const TargetId = z.uuid()
export const TargetKind = z.enum(targetKinds)

/** A program that a person has set up to present a certificate. */
export const Target = z.object({
  id: TargetId,
  certificateId: CertificateId,
  kind: TargetKind,
  label: z.string(),
  settings: TargetSettings,
  /** Of a script, left out of its settings: they may be anything, a password too, and are for who may administer. */
  hiddenArguments: z.int().nonnegative().default(0),
  /** Of the PFX that it is given: it is kept sealed, and never shown. */
  hasPassword: z.boolean(),
  createdAt: Timestamp,
  /** What it presented before it was told for the first time; null: nothing, or it was not told yet. */
  foundThumbprint: z.string().nullable(),
  /** A person has had it go back from this version of the certificate. */
  rolledBackFrom: z.int().positive().nullable(),
  /** What it can be had go back to. */
  before: z
    .object({
      /** The certificate before, of those that it presented; null: none that is still valid. */
      version: z.object({ number: z.int().positive(), notAfter: Timestamp }).nullable(),
      /** Whether it can be given back what it had before it was told for the first time. */
      found: z.boolean(),
    })
    .default({ version: null, found: false }),
  /** What would stay behind of it when it is removed and nothing is given back, a sentence each. */
  stays: z.array(z.string()).default([]),
  /** The same, one for each. */
  staysSaid: z.array(Saying).optional(),
  /** False: the organisation allows no such target, so that it is not told anything. */
  allowed: z.boolean(),
  /** How it stands with the version in use; null: it was not told of that yet. */
  consumer: Consumer.nullable(),
})
export type Target = z.infer<typeof Target>

export const OfferedKind = z.object({
  kind: TargetKind,
  name: z.string(),
  /** Whether this system has such a program, or could have. */
  here: z.boolean(),
  /** Whether the organisation allows it. */
  allowed: z.boolean(),
})
export type OfferedKind = z.infer<typeof OfferedKind>

const Password = z.string().max(1024)

export const AddTargetInput = z.object({
  certificateId: CertificateId,
  settings: TargetSettings,
  label: z.string().trim().min(1).max(200).optional(),
  /** For a PFX file. */
  password: Password.optional(),
})
export type AddTargetInput = z.infer<typeof AddTargetInput>

/** One that is set up, or one that could be. */
export const TargetQuestion = z.union([z.strictObject({ targetId: TargetId }), AddTargetInput.strict()])
export type TargetQuestion = z.infer<typeof TargetQuestion>

export const TargetPreview = z.object({
  label: z.string(),
  /** What it presents, as far as its own configuration says. */
  bound: z.string().nullable(),
  /** What it is to present; null: nothing is issued yet. */
  wanted: z.string().nullable(),
  /** What would be changed, a sentence each; none where it presents that already. */
  changes: z.array(z.string()),
  /** The same, one for each. */
  changesSaid: z.array(Saying).optional(),
})
export type TargetPreview = z.infer<typeof TargetPreview>

export const TargetTest = TargetPreview.extend({
  /** Whether a client gets to see what is wanted; null: nobody can connect to it. */
  seen: z.boolean().nullable(),
  trust: Trust.nullable(),
  /** What was seen instead, or why nothing was. */
  problem: Failure.pick({ code: true, sentence: true, nextStep: true, data: true }).nullable(),
})
export type TargetTest = z.infer<typeof TargetTest>

export const RollBackInput = z.object({
  targetId: TargetId,
  /** `version`: the certificate before, of those that it presented; `found`: what it had before it was told for the first time. */
  to: z.enum(['version', 'found']).default('version'),
})
export type RollBackInput = z.infer<typeof RollBackInput>

export const RemoveTargetInput = z.object({
  targetId: TargetId,
  /** Gives the program back what it had before it was told for the first time. */
  giveBack: z.boolean().default(false),
})
export type RemoveTargetInput = z.infer<typeof RemoveTargetInput>

export const RemovedTarget = z.object({
  targetId: TargetId,
  label: z.string(),
  givenBack: z.boolean(),
  /** What stays behind, a sentence each. */
  stays: z.array(z.string()),
})
export type RemovedTarget = z.infer<typeof RemovedTarget>

const settingUp = [
  ...(['TARGET_NOT_HERE', 'TARGET_NEEDS_SERVICE', 'TARGET_SETTINGS_UNFIT', 'TARGET_PLACE_UNSAFE'] as const),
  ...(['SET_BY_ORGANISATION', 'KEY_ELSEWHERE'] as const),
] as const
const looking = ['POWERSHELL_FAILED', 'POWERSHELL_TIMED_OUT', 'TARGET_UNREADABLE'] as const
const binding = [
  ...(['TARGET_NAME_DIFFERS', 'TARGET_KEY_UNFIT'] as const),
  ...(['CERTIFICATE_NOT_ISSUED', 'CERTIFICATE_BUSY', 'KEY_DESTROYED', 'KEY_LOST', 'TARGET_BOUND_OTHER', 'TARGET_FAILED'] as const),
  ...(['PROOF_NOT_REACHED', 'PROOF_WRONG_CERTIFICATE', 'PROOF_WRONG_NAME', 'PROOF_NOT_VALID', 'PROOF_UNTRUSTED'] as const),
] as const

/** Programs of this machine that certificates are given to. A script runs as whom the agent runs as: setting one up is for administrators. */
export const targets = {
  list: read
    .route({ method: 'GET', path: '/targets' })
    .input(z.object({ certificateId: CertificateId.optional() }))
    .output(z.array(Target)),
  kinds: read.route({ method: 'GET', path: '/target-kinds' }).output(z.array(OfferedKind)),
  /** Has it present the certificate from now on. It is told with `apply`, else with the next run or thorough look. */
  add: administer
    .route({ method: 'POST', path: '/targets' })
    .input(AddTargetInput)
    .output(Target)
    .errors(refuses('CERTIFICATE_NOT_FOUND', 'TARGET_EXISTS', 'EXPORT_PASSWORD_NEEDED', ...settingUp, ...licensed)),
  /** What telling it would change. Changes nothing. */
  preview: inspect
    .route({ method: 'POST', path: '/target-previews' })
    .input(TargetQuestion)
    .output(TargetPreview)
    .errors(refuses('CERTIFICATE_NOT_FOUND', 'TARGET_NOT_FOUND', 'EXPORT_PASSWORD_NEEDED', ...settingUp, ...looking)),
  /** The same, and connects to it as a client would. Changes nothing. */
  test: inspect
    .route({ method: 'POST', path: '/target-tests' })
    .input(TargetQuestion)
    .output(TargetTest)
    .errors(refuses('CERTIFICATE_NOT_FOUND', 'TARGET_NOT_FOUND', 'EXPORT_PASSWORD_NEEDED', ...settingUp, ...looking)),
  /** Gives it the version in use now, reads that back and connects to it. Where that fails it gets back what it had. */
  apply: administer
    .route({ method: 'POST', path: '/targets/{targetId}/applications' })
    .input(z.object({ targetId: TargetId }))
    .output(Target)
    .errors(refuses('TARGET_NOT_FOUND', ...settingUp, ...looking, ...binding)),
  /** Has it present what it had before. It is left so until a later version is there, or it is applied. */
  rollBack: administer
    .route({ method: 'POST', path: '/targets/{targetId}/roll-backs' })
    .input(RollBackInput)
    .output(Target)
    .errors(refuses('TARGET_NOT_FOUND', 'TARGET_NOTHING_BEFORE', 'TARGET_NOT_GIVEN_BACK', ...settingUp, ...looking, ...binding)),
  /** Gives it no certificate any more. */
  remove: administer
    .route({ method: 'DELETE', path: '/targets/{targetId}' })
    .input(RemoveTargetInput)
    .output(RemovedTarget)
    .errors(refuses('TARGET_NOT_FOUND', 'TARGET_NOTHING_BEFORE', 'TARGET_NOT_GIVEN_BACK', 'CERTIFICATE_BUSY', ...settingUp, ...looking)),
}
