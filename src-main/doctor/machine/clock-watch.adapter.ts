/** Compares the wall clock with uninterrupted time from now on: by how many ms the one went further than the other. */
export function watchClock(): () => number {
  const wall = Date.now()
  const uninterrupted = performance.now()
  return () => Math.round(Date.now() - wall - (performance.now() - uninterrupted))
}
