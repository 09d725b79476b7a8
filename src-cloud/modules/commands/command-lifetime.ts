import { day } from '@mylzip/shared/domain/time.ts'

/** Long enough for a laptop that is away for a quarter; by then its certificates have ended anyway. */
export const commandLifetime = 90 * day
