import { Refusal } from '@mylzip/shared/domain/refusal.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Practice keys are made on the spot and guarded like toys. Everything that loads or makes one asks here first.
 * Refuses with PRACTICE_IN_PRODUCTION when either variable says production, however it is written.
 */
export function assertPractice(env: Environment): void {
  const variable = ['NODE_ENV', 'MYLZIP_ENV'].find((name) => env[name]?.trim().toLowerCase() === 'production')
  if (variable !== undefined) throw new Refusal('PRACTICE_IN_PRODUCTION', { variable })
}
