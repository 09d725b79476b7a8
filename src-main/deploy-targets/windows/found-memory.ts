import { z } from 'zod'
import type { GivenMemory } from '../given-memory.port.ts'

/** What a program had, beside the certificate that it presented, before it was told for the first time. Kept over restarts. */
export function foundMemory<Found>(memory: GivenMemory, form: z.ZodType<Found>) {
  async function get(): Promise<Found | undefined> {
    const text = await memory.get()
    return text ? form.parse(JSON.parse(text)) : undefined
  }

  return {
    /** Undefined: it was never told. */
    get,
    /** Once, before anything is changed. */
    async keep(found: Found): Promise<void> {
      if ((await get()) === undefined) await memory.set(JSON.stringify(found))
    },
    /** With what became known, or was done, since. */
    async change(change: Partial<Found>): Promise<void> {
      const found = await get()
      if (found !== undefined) await memory.set(JSON.stringify({ ...found, ...change }))
    },
  }
}

/** What stood in a place of http.sys; null where nothing did. */
export const FoundBinding = z.object({ thumbprint: z.string(), store: z.string() }).nullable()
export type FoundBinding = z.infer<typeof FoundBinding>
