import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { whenParentEnds } from './parent.mjs'

/** @type {NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a Node program as if it were this process: same terminal, signals passed on, its exit code returned
 * (128 + n after signal n, as shells do). The IPC channel carries nothing; it tells the child when this process
 * has died without being able to say so.
 * @param {string} node
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function runAndForward(node, args) {
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of forwarded) process.on(signal, () => child.kill(signal))
  whenParentEnds(() => child.connected && child.disconnect())
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]))
  })
}
