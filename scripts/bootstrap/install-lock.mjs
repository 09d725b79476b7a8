import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Beside node_modules, which npm empties. */
const lockFile = (/** @type {string} */ root) => join(root, '.install-lock')

/** ms between two looks at another's lock. */
const look = 200
/** ms between two signs of life. */
const beat = 5_000
/** ms without one, after which a process of that number is taken for a stranger's that came after a crash. */
const silence = 60_000

/**
 * Waits until nobody else installs in this checkout, and holds the others off until `release`. `add` names a further
 * process that is at work for this one, and may outlive it. Where no lock can be written there is none.
 * @param {string} root
 */
export async function lockInstall(root) {
  const file = lockFile(root)
  let told = false
  while (!take(file)) {
    if (!told) process.stderr.write('Another start is installing the program’s parts here: waiting for it …\n')
    told = true
    await sleep(look)
  }
  const alive = setInterval(() => attempt(() => utimesSync(file, new Date(), new Date())), beat)
  alive.unref()
  return {
    add: (/** @type {number | undefined} */ pid) => pid && attempt(() => writeFileSync(file, `${process.pid} ${pid}\n`)),
    release() {
      clearInterval(alive)
      attempt(() => rmSync(file, { force: true }))
    },
  }
}

/**
 * @param {string} file
 * @returns {boolean} false while another holds it
 */
function take(file) {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return true
  }
  if (isHeld(file)) return false
  attempt(() => rmSync(file, { force: true }))
  return attempt(() => writeFileSync(file, `${process.pid}\n`, { flag: 'wx' }))
}

/** @param {string} file */
function isHeld(file) {
  try {
    const quiet = Date.now() - statSync(file).mtimeMs
    const pids = readFileSync(file, 'utf8').split(/\s/).map(Number).filter(Boolean)
    // Made a moment ago, and not yet written into.
    if (pids.length === 0) return quiet < look * 5
    return quiet < silence && pids.some(isAlive)
  } catch {
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** @param {() => void} action */
function attempt(action) {
  try {
    action()
    return true
  } catch {
    return false
  }
}
