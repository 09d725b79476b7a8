import { z } from 'zod'

/** Which part of a long list: `cursor` is what the part before gave as `next`. */
export const PageRequest = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

/** A part of a list; `next` is null when it is the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
