import { z } from 'zod'

/** Takes an object whose keys .NET reads whatever their case: `inner` knows them in lower case. */
export function anyCase<Inner extends z.ZodType>(inner: Inner) {
  return z.preprocess(lowered, inner)
}

function lowered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry]))
}
