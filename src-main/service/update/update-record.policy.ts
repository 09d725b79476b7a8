import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'

/**
 * What became of the last update, in a file beside the service: administrators alone write there, and everybody may read it. The program
 * that has Windows raise its rights learns no more than an exit code otherwise; and how an installer ended nobody is there to be told.
 */
const UpdateRecord = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refused'),
    at: z.number(),
    /** Of an earlier update, which the next one is to remove. */
    folder: z.string().nullable(),
    code: z.enum(refusalCodes),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({ kind: z.literal('begun'), at: z.number(), folder: z.string(), from: z.string(), version: z.string() }),
  z.object({
    kind: z.literal('ended'),
    at: z.number(),
    folder: z.string(),
    from: z.string(),
    version: z.string(),
    /** Null where it could not be started: `reason` says why. */
    exitCode: z.int().nullable(),
    reason: z.string(),
  }),
])
export type UpdateRecord = z.infer<typeof UpdateRecord>

/** What cannot be read counts as nothing known. */
export function readRecord(text: string): UpdateRecord | undefined {
  try {
    return UpdateRecord.safeParse(JSON.parse(text.replace(/^\uFEFF/, ''))).data
  } catch {
    return undefined
  }
}

export const writtenRecord = (record: UpdateRecord) => `${JSON.stringify(record)}\n`

/** Why an update that was asked for at that moment or later was refused; undefined where the record knows nothing of it. */
export function refusedSince(record: UpdateRecord | undefined, asked: Instant): Refusal | undefined {
  return record?.kind === 'refused' && record.at >= asked ? new Refusal(record.code, record.data) : undefined
}

/** Why the last update has not put its version in this one's place: told for a day, and to the version that is still there. */
export function failureOfLast(record: UpdateRecord | undefined, version: string, now: Instant): Refusal | undefined {
  if (record?.kind !== 'ended' || record.exitCode === 0 || record.version === version || now - record.at > day) return undefined
  if (record.exitCode === null) return new Refusal('UPDATE_NOT_BEGUN', { version: record.version, reason: record.reason })
  return new Refusal('UPDATE_FAILED', { version: record.version, code: record.exitCode })
}
