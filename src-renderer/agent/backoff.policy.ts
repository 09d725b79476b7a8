const first = 1_000
const longest = 15_000

/** How long to wait before looking for the agent again, in ms. It is on this machine, so asking often costs next to nothing. */
export function backoff(failures: number): number {
  return Math.min(longest, first * 2 ** Math.max(0, failures - 1))
}
