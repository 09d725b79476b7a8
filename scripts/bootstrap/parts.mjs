import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingNode } from './node-binary.mjs'

/**
 * A part that package.json or the lock file names and node_modules lacks: what npm was interrupted in may have lost
 * its contents and kept the notes about them. Only the direct dependencies are looked for, in a millisecond or two.
 * @param {string} root
 * @param {import('./node-binary.mjs').RunningNode} [running]
 * @returns {string | undefined} the package's name
 */
export function missingPart(root, running) {
  const gone = directDependencies(root).find((name) => !existsSync(join(root, 'node_modules', name, 'package.json')))
  if (gone !== undefined) return gone
  const node = missingNode(root, running)
  return node !== undefined && lockNames(root, node) ? node : undefined
}

/** @param {string} root */
function directDependencies(root) {
  const file = join(root, 'package.json')
  if (!existsSync(file)) return []
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies })
}

/**
 * @param {string} root
 * @param {string} name
 */
function lockNames(root, name) {
  return readFileSync(join(root, 'package-lock.json'), 'utf8').includes(`node_modules/${name}"`)
}
