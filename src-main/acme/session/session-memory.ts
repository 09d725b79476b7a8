import { z } from 'zod'
import { Directory } from './resources.ts'

/**
 * What a process may begin with that another left behind: two requests less before an order is placed. None of it has to
 * be right. An address that has changed is looked up, a nonce that has expired costs what fetching one would have.
 */
export const SessionMemory = z.object({
  directory: Directory,
  /** When the directory was read. */
  readAt: z.number(),
  nonces: z.array(z.string()).max(2),
})
export type SessionMemory = z.infer<typeof SessionMemory>
