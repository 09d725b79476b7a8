/**
 * Does all of them, `atOnce` at a time, and fails with the first one's error, or what `asOne` makes of all, only when the
 * rest have ended too: nothing is left running behind the caller's back.
 */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
  asOne: (errors: unknown[]) => unknown = ([first]) => first,
): Promise<void> {
  const waiting = items.values()
  const errors: unknown[] = []
  const worker = async () => {
    for (const item of waiting) await work(item).catch((error: unknown) => errors.push(error))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  if (errors.length > 0) throw asOne(errors)
}
