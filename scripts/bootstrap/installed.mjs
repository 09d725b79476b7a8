import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingPart } from './parts.mjs'

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

/**
 * Spares the next start the comparison of two long lists. Where it cannot be written (a checkout that belongs to
 * another user, a full disk) every start compares, which is no fault.
 * @param {string} root
 */
export function writeStamp(root) {
  try {
    writeFileSync(stampFile(root), stampOf(root))
  } catch {}
}

/**
 * Whether node_modules is what the lock file says. Someone who ran npm themselves left no stamp: then npm's own
 * record decides, and is believed from then on. Neither counts where a part is gone that they vouch for.
 * @param {string} root
 * @param {import('./node-binary.mjs').RunningNode} [running]
 */
export function isInstalled(root, running) {
  if (missingPart(root, running) !== undefined) return false
  if (readStamp(root) === stampOf(root)) return true
  const record = recordOf(root)
  if (record === undefined) return false
  const agrees = recordsAgree(packagesOf(join(root, 'package-lock.json')), record, process)
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

/** @param {string} root */
function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8')
  } catch {
    return undefined
  }
}

/**
 * What npm wrote down of its last install. One that is not there, cannot be read or is damaged says nothing: npm is
 * asked again then, and writes a new one.
 * @param {string} root
 */
function recordOf(root) {
  try {
    return packagesOf(join(root, 'node_modules', '.package-lock.json'))
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
