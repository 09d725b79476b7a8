import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'

export interface KnownUsage {
  what: DeviceLicence['limits'][number]['what']
  used: number
  limit: number
  standing: 'well' | 'near' | 'reached'
}

/** From here on a person should know that it is nearly used up. */
const near = 0.8

/** What is counted against a limit and known. Where nothing is included nothing is used up. */
export function knownUsage(limits: DeviceLicence['limits']): KnownUsage[] {
  return limits.flatMap(({ what, limit, used }) => {
    if (used === undefined || limit === null || limit === 0) return []
    return [{ what, used, limit, standing: used >= limit ? 'reached' : used >= limit * near ? 'near' : 'well' } as const]
  })
}
