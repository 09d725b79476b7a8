import { Problem } from '../problem.ts'

/** RFC 5280 §5.3.1: the reasons a subscriber may give: unspecified, key compromise, affiliation, superseded, cessation. */
const allowed = new Set([0, 1, 3, 4, 5])

/** Throws badRevocationReason. */
export function checkReason(reason: number | undefined): void {
  if (reason !== undefined && !allowed.has(reason)) {
    throw new Problem('badRevocationReason', `reason ${reason} is not one of ${[...allowed].join(', ')}`)
  }
}
