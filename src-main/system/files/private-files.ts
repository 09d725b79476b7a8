let theirs: number | undefined

/** From here on, what this process makes is for its own user alone, whichever library makes it. */
export function keepNewFilesPrivate(): void {
  const before = process.umask(0o077)
  theirs ??= before
}

/** Starts somebody else's program with the rights that its files would have had without us. `start` must not wait. */
export function withTheirUmask<Started>(start: () => Started): Started {
  if (theirs === undefined) return start()
  const ours = process.umask(theirs)
  try {
    return start()
  } finally {
    process.umask(ours)
  }
}
