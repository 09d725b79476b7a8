import { z } from 'zod'
import { directoryObjection, directorySpelling } from './directory-address.policy.ts'

/** Of an ACME authority, in the one spelling it is kept under: two for one authority would be two accounts and two sets of roots. */
export const AcmeDirectory = z
  .url({ protocol: /^https?$/, normalize: true, abort: true })
  .max(500)
  .overwrite(directorySpelling)
  .refine((address) => directoryObjection(address) === undefined, { error: ({ input }) => directoryObjection(String(input)) })
