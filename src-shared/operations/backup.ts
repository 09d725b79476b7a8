import { z } from 'zod'
import { administer, inspect, refuses } from './operation.ts'
import { Timestamp } from './values.ts'

/** Where the private key of a certificate's version in use is, as a backup sees it. */
export const KeyInBackup = z.enum(['included', 'destroyed', 'elsewhere', 'tpm', 'none'])
export type KeyInBackup = z.infer<typeof KeyInBackup>

/** What a backup holds. */
export const BackupContents = z.object({
  madeAt: Timestamp,
  /** Of the program that wrote it. */
  version: z.string(),
  device: z.object({ deviceId: z.string(), name: z.string() }).nullable(),
  certificates: z.array(
    z.object({
      names: z.array(z.string()),
      serial: z.string().nullable(),
      notAfter: Timestamp.nullable(),
      key: KeyInBackup,
    }),
  ),
  /** The certificates whose key lies in this machine's store alone: a restore elsewhere has to order them anew. */
  missingKeys: z.array(z.string()),
  /** Where the audit log ended; null while it was empty. */
  auditHead: z.object({ seq: z.int().positive(), hash: z.string() }).nullable(),
})
export type BackupContents = z.infer<typeof BackupContents>

const Passphrase = z.string().max(4_096)
const File = z.string().min(1).max(4_096)
const unreadable = ['BACKUP_UNREADABLE', 'BACKUP_FOREIGN', 'BACKUP_NEWER', 'BACKUP_PASSPHRASE_WRONG', 'BACKUP_DAMAGED'] as const

export const backup = {
  /** Writes everything this agent knows into one sealed file on its own machine, while it works on. Never replaces a file. */
  create: administer
    .route({ method: 'POST', path: '/backups' })
    .input(z.object({ file: File, passphrase: Passphrase.optional() }))
    .output(
      z.object({
        file: z.string(),
        bytes: z.int().positive(),
        /** Where none was given: the one that was made. It is told once and kept nowhere. */
        generatedPassphrase: z.string().nullable(),
        contents: BackupContents,
      }),
    )
    .errors(refuses('BACKUP_PASSPHRASE_WEAK', 'BACKUP_FILE_EXISTS', 'BACKUP_UNWRITABLE', 'DISK_FULL', 'SECRET_UNREADABLE')),
  /** Reads a backup from end to end and says what is in it. Changes nothing. */
  inspect: inspect
    .route({ method: 'POST', path: '/backups/inspection' })
    .input(z.object({ file: File, passphrase: Passphrase }))
    .output(BackupContents)
    .errors(refuses(...unreadable)),
}
