import { z } from 'zod'
import { KeyType } from '../domain/key-types.ts'
import { inTpm } from './in-tpm.ts'
import { licensed } from './licensed.ts'
import { administer, read, refuses } from './operation.ts'

/** Where keys of new certificates are made: here, and sealed, or in this machine's TPM. */
export const UsualKeyUse = z.enum(['new', 'tpm'])
export type UsualKeyUse = z.infer<typeof UsualKeyUse>

/** What a new certificate gets where its order says nothing else. */
export const UsualChoices = z.object({
  keyType: KeyType,
  /** Null: the one that the authority usually issues by. */
  profile: z.string().nullable(),
  keyUse: UsualKeyUse,
  /** Whether certificates of this machine go where its TPM can hold their keys. */
  tpmHere: z.boolean(),
})
export type UsualChoices = z.infer<typeof UsualChoices>

/** What is left out stays as it is. */
export const UsualChoicesInput = z.object({
  keyType: KeyType.optional(),
  profile: z.string().trim().min(1).max(64).nullable().optional(),
  keyUse: UsualKeyUse.optional(),
})
export type UsualChoicesInput = z.infer<typeof UsualChoicesInput>

export const usual = {
  get: read.route({ method: 'GET', path: '/usual-choices' }).output(UsualChoices),
  /** Holds for what is ordered from then on. Certificates that are managed already stay what they are. */
  set: administer
    .route({ method: 'PUT', path: '/usual-choices' })
    .input(UsualChoicesInput)
    .output(UsualChoices)
    .errors(refuses(...inTpm, ...licensed, 'SET_BY_ORGANISATION')),
}
