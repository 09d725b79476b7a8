import { isRefusal } from '@mylzip/shared/domain/refusal.ts'

/** The code that something of the agent is refused with; what is not refused, or fails otherwise, is said as that. */
export async function refusalCode(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'not refused',
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  )
}
