import { z } from 'zod'

/** What of a certificate one file can hold; `combined` is key, certificate and chain in one, as HAProxy reads them. */
export const fileContents = ['fullchain', 'certificate', 'chain', 'key', 'combined', 'pfx'] as const
export const FileContent = z.enum(fileContents)
export type FileContent = z.infer<typeof FileContent>

/** Where somebody connects to see a certificate, for a program that nothing here knows. */
export const SeenAt = z.strictObject({ host: z.string().trim().min(1).max(253), port: z.int().min(1).max(65_535) })
export type SeenAt = z.infer<typeof SeenAt>

const PathText = z.string().min(1).max(1000)

export const TargetFile = z.strictObject({
  content: FileContent,
  /** In the folder. */
  name: z.string().min(1).max(200),
  /** As chmod writes it. With a key in it 0600, otherwise 0644, unless told; Windows has rights by `readers`. */
  mode: z
    .string()
    .regex(/^0[0-7]{3}$/)
    .optional(),
})
export type TargetFile = z.infer<typeof TargetFile>

/** Files in a folder, in the forms that programs read. */
export const FilesSettings = z.strictObject({
  kind: z.literal('files'),
  folder: PathText,
  files: z.array(TargetFile).min(1).max(10),
  /** Whom the files belong to, by number; whom this program runs as unless told. Not on Windows. */
  owner: z.strictObject({ user: z.int().min(0).max(4_294_967_294), group: z.int().min(0).max(4_294_967_294) }).optional(),
  /** Who may read files with a key beside the system and administrators, by SID. On Windows alone. */
  readers: z
    .array(z.string().regex(/^S-1-[0-9]+(-[0-9]+){1,14}$/))
    .max(16)
    .optional(),
})

/** A program that does with the certificate what nothing here knows. */
export const ScriptSettings = z.strictObject({
  kind: z.literal('script'),
  program: PathText,
  arguments: z.array(z.string().max(1000)).max(32).default([]),
  timeoutSeconds: z.int().min(1).max(600).default(60),
  /** Whether it can be asked which certificate is in use; otherwise what it did last with success counts. */
  check: z.boolean().default(false),
  seenAt: SeenAt.optional(),
})
