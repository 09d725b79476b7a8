import { spawn } from 'node:child_process'
import { Failure } from './failure.mjs'
import { isInstalled, writeStamp } from './installed.mjs'
import { npmCommand } from './npm-command.mjs'

// --ignore-scripts: better-sqlite3 carries its binaries, and would compile itself otherwise. --include: whoever has
// NODE_ENV=production would get neither the bundler nor the packaged Node.
const ciArguments = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--include=dev', '--include=optional']

/**
 * Installs exactly what package-lock.json names, unless that is already there. Everything npm says goes to stderr:
 * stdout belongs to the script that is being prepared. Fails with INSTALL_FAILED.
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return
  process.stderr.write('Installing the program’s parts from package-lock.json (only when it has changed) …\n')
  const problem = await npmCi(root)
  if (problem !== undefined) throw new Failure('INSTALL_FAILED', { reason: problem })
  writeStamp(root)
}

/**
 * @param {string} root
 * @returns {Promise<string | undefined>} what went wrong
 */
function npmCi(root) {
  const { command, args, shell } = npmCommand(ciArguments)
  // npm start --silent hands its silence down; a failure must still say what it was.
  const env = { ...process.env, npm_config_loglevel: 'error' }
  const child = spawn(command, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  let said = ''
  child.stdout.pipe(process.stderr, { end: false })
  child.stderr.pipe(process.stderr, { end: false })
  child.stderr.on('data', (chunk) => {
    if (said.length < 4000) said += chunk
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`npm could not be started (${error.message})`))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : reasonIn(said) || `npm ended with ${signal ?? code}`))
  })
}

/**
 * npm’s first sentences; its stack traces and log file names are on stderr already.
 * @param {string} said
 */
function reasonIn(said) {
  const lines = said.split('\n').filter((line) => line.startsWith('npm error'))
  const sentences = lines.map((line) => line.slice('npm error'.length).trim())
  return sentences
    .filter((line) => line !== '' && !line.startsWith('A complete log'))
    .slice(0, 3)
    .join('; ')
    .replace(/\.$/, '')
}
