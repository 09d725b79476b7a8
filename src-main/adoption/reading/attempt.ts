import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'

/** What the work brings, or undefined with its refusal written down: one unreadable thing must not hide the others. */
export async function attempt<T>(problems: Refusal[], work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!isRefusal(error)) throw error
    problems.push(error)
    return undefined
  }
}
