import { hour } from '@mylzip/shared/domain/time.ts'

/** Seconds. Short, because a laptop's addresses change with its network and a challenge is read once. */
export const ttl = 60
export const challengeLifetime = hour
/** A wildcard and its parent need two; the rest is for orders that were given up. */
export const challengesAtOnce = 8
