import type { DeviceState } from '@mylzip/shared/cloud-api/device-state.ts'
import { day, fromTimestamp, hour, type Instant } from '@mylzip/shared/domain/time.ts'

/** A device says something every few minutes while it runs; a long weekend is no matter, a week's half is. */
export const silentAfter = 4 * day
/** A copy that has not asked for so long has been dealt with. */
export const copyGoneAfter = 2 * day
/** Longer without a look of our own, and it was the cloud that was away. */
export const gap = hour
/** After a gap devices have so long to come back before any is missed: all of them try again within minutes. */
export const comeBack = hour

/**
 * When a certificate of the device should have been renewed for good, if it is not renewed till then: a twelfth of its life
 * after it was due, which leaves a quarter for somebody to do something. Null when none will be missed.
 */
export function overdueAt({ certificates }: DeviceState): Instant | null {
  const moments = certificates.flatMap(({ current, autoRenewal, renewal }) => {
    if (!autoRenewal || current === null || current.revokedAt !== null) return []
    const [begins, ends] = [fromTimestamp(current.notBefore), fromTimestamp(current.notAfter)]
    const lifetime = ends - begins
    if (!(lifetime > 0)) return []
    const due = renewal === null ? begins + (lifetime * 2) / 3 : fromTimestamp(renewal.at)
    // Whatever the device has planned: with an eighth of its life left somebody must know.
    return [Math.floor(Math.min(due + lifetime / 12, ends - lifetime / 8))]
  })
  return moments.length === 0 ? null : Math.min(...moments)
}

/** Since when the cloud has looked without a gap, this look included. */
export function watchedSince(watch: { began_at: Instant; last_at: Instant } | undefined, now: Instant): Instant {
  return watch === undefined || now - watch.last_at > gap ? now : watch.began_at
}

/** Whether devices had the time to come back since the cloud did. */
export function mayJudge(since: Instant, now: Instant): boolean {
  return now - since >= comeBack
}
