import { fstatSync } from 'node:fs'

/**
 * Resolves when this process has to end: its parent is gone (IPC closed, or the pipe at stdin), or it was told to.
 * While a parent is there, SIGINT is for the parent to act on: Ctrl-C reaches the whole group, and the agent must stop
 * before the cloud it talks to.
 */
export function untilOrphanedOrTold(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    const end = () => resolve()
    process.on('SIGTERM', end)
    process.on('SIGHUP', end)
    // Lost before this was asked, the channel says nothing any more.
    if (process.send && !process.connected) end()
    else if (process.send) process.on('disconnect', end)
    else if (isPipe(0)) process.stdin.on('end', end).on('error', end).resume()
    process.on('SIGINT', () => {
      if (!process.send) end()
    })
  })
}

/** A terminal or /dev/null at stdin is nobody's life. */
function isPipe(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor)
    return stats.isFIFO() || stats.isSocket()
  } catch {
    return false
  }
}
