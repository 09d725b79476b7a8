import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * npm as a command of this Node: the npm that runs us, else the one beside this Node, else whatever PATH has. By way
 * of Node because npm itself is a .cmd file on Windows, which needs a shell.
 * @param {readonly string[]} args
 */
export function npmCommand(args) {
  const cli = npmCliCandidates().find((file) => existsSync(file))
  if (cli !== undefined) return { command: process.execPath, args: [cli, ...args], shell: false }
  return { command: 'npm', args: [...args], shell: process.platform === 'win32' }
}

function npmCliCandidates() {
  const given = process.env.npm_execpath ?? ''
  const beside = dirname(process.execPath)
  return [
    // Another package manager sets the same variable, and would not read this lock file.
    ...(basename(given) === 'npm-cli.js' ? [given] : []),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
}
