import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from './electron-binary.ts'

/** Less memory, for work that mostly waits. */
const smallHeap = '--optimize-for-size'

/**
 * V8 compiles nothing better before it is a hundred times as hot as usual: its two optimizing compilers and what they make take
 * 11 MB. What is truly hot, as a key that is stretched, they still make quick. A Node with another V8 may not know these words,
 * and would not start.
 */
const lateCompilers = process.versions.v8.startsWith('13.')
  ? [
      '--invocation-count-for-maglev=40000',
      '--invocation-count-for-maglev-osr=10000',
      '--invocation-count-for-turbofan=300000',
      '--invocation-count-for-osr=50000',
    ]
  : []

/**
 * Starts the agent in this terminal: inside Electron where it can be shown, else under plain Node. The IPC channel
 * is its life line: it ends itself when the channel closes, however the launcher has died.
 */
export function startAgent(root: string, args: readonly string[], windows: boolean): ChildProcess {
  const surroundings = { platform: process.platform, env: process.env, uid: process.getuid?.() }
  const electron = windows ? findElectron(root, surroundings) : undefined
  const program = electron === undefined ? [smallHeap, ...lateCompilers, join(root, 'out/main/headless.js')] : [root]
  return spawn(electron ?? process.execPath, [...program, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
}
