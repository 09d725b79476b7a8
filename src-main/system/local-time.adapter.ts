import type { Instant } from '@mylzip/shared/domain/time.ts'

/** Minutes since midnight on this machine's own clock, 0 to 1439. */
export function minuteOfDay(at: Instant): number {
  const local = new Date(at)
  return local.getHours() * 60 + local.getMinutes()
}
