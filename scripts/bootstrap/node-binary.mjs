import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Failure } from './failure.mjs'

/** @typedef {{ version: string, execPath: string, platform: string, arch: string }} RunningNode */

const oldestMajor = 24

/**
 * The Node to go on under: this one when it is new enough, else the one that scripts/node-runtime brought. Fails
 * with NODE_TOO_OLD where no package brings one (macOS, Windows on ARM).
 * @param {string} root
 * @param {RunningNode} running
 */
export function findNode(root, running = thisNode()) {
  if (Number.parseInt(running.version, 10) >= oldestMajor) return running.execPath
  const packaged = packagedNode(root, running.platform, running.arch)
  if (packaged === undefined)
    throw new Failure('NODE_TOO_OLD', { found: running.version, way: 'no package brings one for this kind of machine' })
  return packaged
}

/**
 * The package whose Node this machine needs and has not got. Nothing where its own is new enough.
 * @param {string} root
 * @param {RunningNode} running
 */
export function missingNode(root, running = thisNode()) {
  const { version, platform, arch } = running
  if (Number.parseInt(version, 10) >= oldestMajor || packagedNode(root, platform, arch) !== undefined) return undefined
  return packageOfNode(platform, arch)
}

/**
 * @param {string} platform
 * @param {string} arch
 */
const packageOfNode = (platform, arch) => `node-${platform === 'win32' ? 'win' : platform}-${arch}`

function thisNode() {
  return { version: process.versions.node, execPath: process.execPath, platform: process.platform, arch: process.arch }
}

/**
 * @param {string} root
 * @param {string} platform
 * @param {string} arch
 */
function packagedNode(root, platform, arch) {
  const name = packageOfNode(platform, arch)
  try {
    // Resolved rather than joined: npm decides in which node_modules a workspace's dependency ends up.
    const folder = dirname(createRequire(join(root, 'scripts/node-runtime/package.json')).resolve(`${name}/package.json`))
    const binary = join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}
