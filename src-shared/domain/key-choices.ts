import { z } from 'zod'

/** Whether a renewal makes a new key, here or in this machine's TPM, or goes on with the one before. */
export const KeyUse = z.enum(['new', 'reuse', 'tpm'])
export type KeyUse = z.infer<typeof KeyUse>

/**
 * Where the private key of a version is: `sealed` here beside its installed copy, `destroyed` here once the installed
 * copy was verified, `elsewhere` because the request was made elsewhere, in this machine's `tpm` where it was made.
 */
export const KeyCustody = z.enum(['sealed', 'destroyed', 'elsewhere', 'tpm'])
export type KeyCustody = z.infer<typeof KeyCustody>

/** And where a person is told that it is: `lost` where the installed copy was the only one, and is gone. */
export const KeyWhereabouts = z.enum([...KeyCustody.options, 'lost'])
export type KeyWhereabouts = z.infer<typeof KeyWhereabouts>
