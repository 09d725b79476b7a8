import { spawn } from 'node:child_process'
import { Failure } from './failure.mjs'
import { lockInstall } from './install-lock.mjs'
import { isInstalled, writeStamp } from './installed.mjs'
import { npmCommand } from './npm-command.mjs'
import { whenParentEnds } from './parent.mjs'
import { missingPart } from './parts.mjs'

/** @typedef {Awaited<ReturnType<typeof lockInstall>>} InstallLock */

// --ignore-scripts: better-sqlite3 carries its binaries, and would compile itself otherwise. --include: whoever has
// NODE_ENV=production would get neither the bundler nor the packaged Node.
const ciArguments = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--include=dev', '--include=optional']

/** @type {readonly NodeJS.Signals[]} */
const ending = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** ms. Whoever ends a start sees it end within two seconds. */
const patience = 1500

/**
 * Installs exactly what package-lock.json names, unless that is already there. Everything npm says goes to stderr:
 * stdout belongs to the script that is being prepared. One start at a time: another waits. Fails with INSTALL_FAILED,
 * also where npm is content and a part is missing all the same (it passes over optional ones that it cannot get).
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return
  const lock = await lockInstall(root)
  try {
    if (!isInstalled(root)) await install(root, lock)
  } finally {
    lock.release()
  }
}

/**
 * @param {string} root
 * @param {InstallLock} lock
 */
async function install(root, lock) {
  process.stderr.write('Installing the program’s parts from package-lock.json (only when it has changed) …\n')
  const problem = (await npmCi(root, lock)) ?? absence(missingPart(root))
  if (problem !== undefined) throw new Failure('INSTALL_FAILED', { reason: problem })
  writeStamp(root)
}

/** @param {string | undefined} part */
const absence = (part) => (part === undefined ? undefined : `npm left out ${part}`)

/**
 * @param {string} root
 * @param {InstallLock} lock
 * @returns {Promise<string | undefined>} what went wrong
 */
function npmCi(root, lock) {
  const { command, args, shell } = npmCommand(ciArguments)
  // npm start --silent hands its silence down; a failure must still say what it was.
  const env = { ...process.env, npm_config_loglevel: 'error' }
  const child = spawn(command, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  const signals = passSignalsOn(child, lock)
  lock.add(child.pid)
  let said = ''
  // Written rather than piped: a pipe ends with its reader, and npm would wait for ever for somebody to listen.
  child.stdout.on('data', (chunk) => process.stderr.write(chunk))
  child.stderr.on('data', (chunk) => {
    process.stderr.write(chunk)
    if (said.length < 4000) said += chunk
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`npm could not be started (${error.message})`))
    child.once('close', (code, signal) => {
      signals.takeUp()
      resolve(code === 0 ? undefined : reasonIn(said) || `npm ended with ${signal ?? code}`)
    })
  })
}

/**
 * Whoever ends this process ends npm, which would go on alone otherwise, writing into node_modules below a second
 * start's npm. Once npm has ended, `takeUp` has the signal do here what it was sent for.
 * @param {import('node:child_process').ChildProcess} child
 * @param {InstallLock} lock
 */
function passSignalsOn(child, lock) {
  /** @type {NodeJS.Signals | undefined} */
  let received
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    if (received !== undefined) return
    received = signal
    child.kill(signal)
    // npm takes back what it has half done, but only after the download it is waiting for.
    setTimeout(() => child.kill('SIGKILL'), patience).unref()
  }
  for (const signal of ending) process.on(signal, passOn)
  let over = false
  whenParentEnds(() => over || passOn('SIGTERM'))
  return {
    takeUp() {
      over = true
      for (const signal of ending) process.off(signal, passOn)
      if (received === undefined) return
      lock.release()
      process.kill(process.pid, received)
    },
  }
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
