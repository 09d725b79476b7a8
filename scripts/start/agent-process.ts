import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from './electron-binary.ts'

/**
 * Starts the agent in this terminal: inside Electron where it can be shown, else under plain Node. The IPC channel
 * is its life line: it ends itself when the channel closes, however the launcher has died.
 */
export function startAgent(root: string, args: readonly string[], windows: boolean): ChildProcess {
  const surroundings = { platform: process.platform, env: process.env, uid: process.getuid?.() }
  const electron = windows ? findElectron(root, surroundings) : undefined
  // V8 keeps its heap small: a tenth less memory, for work that mostly waits.
  const program = electron === undefined ? ['--optimize-for-size', join(root, 'out/main/headless.js')] : [root]
  return spawn(electron ?? process.execPath, [...program, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
}
