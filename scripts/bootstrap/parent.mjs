/**
 * Calls back when the process that started this one has died without a word (kill -9, a crash). A parent that is
 * ours holds an IPC channel; npm does not, so under npm the parent's id is looked at, once a second.
 * @param {() => void} ended
 */
export function whenParentEnds(ended) {
  if (process.channel) {
    process.once('disconnect', ended)
    // Listening holds the channel open, which would keep a script alive that has nothing left to do.
    process.channel.unref()
    return
  }
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    ended()
  }, 1000)
  watch.unref()
}
