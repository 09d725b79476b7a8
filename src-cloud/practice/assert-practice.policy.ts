import { Refusal } from '@mylzip/shared/domain/refusal.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Practice keys are made on the spot and guarded like toys. Everything that loads or makes one asks here first.
 * Refuses with PRACTICE_IN_PRODUCTION when either variable says production, however it is written.
 */
export function assertPractice(env: Environment): void {
  const said = [env.NODE_ENV, env.MYLZIP_ENV].map((value) => value?.trim().toLowerCase())
  if (said.includes('production')) throw new Refusal('PRACTICE_IN_PRODUCTION')
}
