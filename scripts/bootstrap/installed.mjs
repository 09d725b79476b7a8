import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean, os?: string | string[], cpu?: string | string[], libc?: string[] }} LockedPackage */

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.installed-from-lock')

/**
 * Names one state of the lock file on one kind of machine: node_modules holds binaries, so a copied folder is no use elsewhere.
 * @param {string} root
 */
export function stampOf(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`
}

/** @param {string} root */
export function writeStamp(root) {
  writeFileSync(stampFile(root), stampOf(root))
}

/**
 * Whether node_modules is what the lock file says. Someone who ran npm themselves left no stamp: then npm's own
 * record decides, and is believed from then on.
 * @param {string} root
 */
export function isInstalled(root) {
  const stamp = stampFile(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root)) return true
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const agrees = recordsAgree(packagesOf(join(root, 'package-lock.json')), packagesOf(record), process)
  if (agrees) writeStamp(root)
  return agrees
}

/**
 * @param {Record<string, LockedPackage>} wanted
 * @param {Record<string, LockedPackage>} installed
 * @param {{ platform: string, arch: string }} machine
 */
export function recordsAgree(wanted, installed, machine) {
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true
    const found = installed[place]
    if (found === undefined) return entry.optional === true && !isMeantFor(entry, machine)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * An optional package that names no platform may be left out by npm; one that names this machine may not. Those for
 * a C library are left to npm: which one a machine has is not ours to find out.
 * @param {LockedPackage} entry
 * @param {{ platform: string, arch: string }} machine
 */
function isMeantFor(entry, machine) {
  if (entry.os === undefined || entry.libc !== undefined) return false
  return [entry.os].flat().includes(machine.platform) && (entry.cpu === undefined || [entry.cpu].flat().includes(machine.arch))
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
