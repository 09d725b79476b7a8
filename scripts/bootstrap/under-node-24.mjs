import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { reportFailure } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { findNode } from './node-binary.mjs'
import { runAndForward } from './run-and-forward.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Installs what the lock file names when it is not there yet, then runs the script (a path below the project's
 * folder) under Node 24 or newer: in this process where it is one, else in the packaged Node with its signals and
 * exit code passed on. INSTALL_FAILED and NODE_TOO_OLD end the process with exit code 1.
 * @param {string} script
 * @param {readonly string[]} args
 */
export async function underNode24(script, args) {
  const node = await prepared(args)
  if (node === undefined) {
    process.exitCode = 1
  } else if (node === process.execPath) {
    process.argv.splice(1, process.argv.length, resolve(root, script), ...args)
    await import(pathToFileURL(resolve(root, script)).href)
  } else {
    process.exitCode = await runAndForward(node, [resolve(root, script), ...args])
  }
}

/** @param {readonly string[]} args */
async function prepared(args) {
  try {
    await ensureInstalled(root)
    return findNode(root)
  } catch (error) {
    reportFailure(error, args.includes('--json'))
    return undefined
  }
}
