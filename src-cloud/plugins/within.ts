/** Whether the work was done within so many ms. Fails as it does; what it does later is nobody's business any more. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, ms, false)
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer))
}
