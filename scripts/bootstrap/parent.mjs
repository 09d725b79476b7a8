import { readFileSync } from 'node:fs'

/**
 * Calls back when the process that started this one has died without a word (kill -9, a crash). A parent that is
 * ours holds an IPC channel; npm does not, so under npm one looks once a second who is above.
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
  const before = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(watch)
    ended()
  }, 1000)
  watch.unref()
}

/** npm's shell stays between npm and its script where sh is dash, and survives npm: so the parent's parent counts, too. */
function ancestors() {
  const parent = process.ppid
  try {
    // "pid (command) state ppid …", proc(5); the command may hold spaces and brackets.
    return `${parent} ${readFileSync(`/proc/${parent}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]}`
  } catch {
    return `${parent}`
  }
}
