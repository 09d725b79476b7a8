import type { ExportFormat } from '@mylzip/shared/domain/export-formats.ts'
import type { ExportInput } from '@mylzip/shared/operations/custody.ts'

export interface ExportDraft {
  format: ExportFormat
  lock: Lock
  password: string
  repeated: string
  modern: boolean
}

/** How the key in the file is locked: by a password made for it, by one's own, or not at all. */
export type Lock = 'one-time' | 'own' | 'open'

export const firstDraft: ExportDraft = { format: 'pfx', lock: 'one-time', password: '', repeated: '', modern: false }

/** The same as the agent's own table, whose schemas stay out of the page. */
const locks: Record<ExportFormat, readonly Lock[]> = {
  pfx: ['one-time', 'own'],
  jks: ['one-time', 'own'],
  pem: ['one-time', 'own', 'open'],
  'pem-key': ['one-time', 'own', 'open'],
  'pem-fullchain': [],
  'pem-certificate': [],
  'pem-chain': [],
  'pkcs7-pem': [],
  'pkcs7-der': [],
}

export const formats = Object.keys(locks) as ExportFormat[]

/** The ways to lock a file of this kind; none where it holds no key. */
export const locksOf = (format: ExportFormat): readonly Lock[] => locks[format]

/** Another kind of file may be locked in fewer ways. */
export function withFormat(draft: ExportDraft, format: ExportFormat): ExportDraft {
  return { ...draft, format, lock: locks[format].includes(draft.lock) || locks[format].length === 0 ? draft.lock : 'one-time' }
}

/** What keeps the draft from being handed in; undefined: nothing does. */
export function problemOf({ format, lock, password, repeated }: ExportDraft): 'needed' | 'differ' | undefined {
  if (lock !== 'own' || locks[format].length === 0) return undefined
  if (password === '') return 'needed'
  return password === repeated ? undefined : 'differ'
}

export function wantedOf(certificateId: string, { format, lock, password, modern }: ExportDraft): ExportInput {
  const locked = locks[format].length > 0
  return {
    certificateId,
    format,
    ...(locked && lock === 'one-time' && { oneTimePassword: true }),
    ...(locked && lock === 'own' && { password }),
    ...(format === 'pfx' && modern && { cipher: 'aes-256' as const }),
  }
}
