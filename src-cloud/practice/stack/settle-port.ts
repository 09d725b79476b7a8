import { isRefusal } from '@mylzip/shared/domain/refusal.ts'

/**
 * Listens where the last start did, so that addresses written down stay good, and elsewhere when another program has
 * that port by now. `listen(0)` takes any free one.
 */
export async function settlePort<Listening>(
  remembered: number | undefined,
  listen: (port: number) => Promise<Listening>,
): Promise<Listening> {
  if (remembered === undefined) return listen(0)
  return listen(remembered).catch((error: unknown) => {
    if (isRefusal(error, 'PORT_TAKEN')) return listen(0)
    throw error
  })
}
