import { Refusal } from '@mylzip/shared/domain/refusal.ts'

const oldestNode = 24

/**
 * Refuses with NODE_TOO_OLD. better-sqlite3 kills a Node 20 with a segmentation fault as soon as it is loaded, so
 * this comes before it. `version` as in process.versions.node.
 */
export function refuseOldNode(version: string): void {
  const major = Number.parseInt(version, 10)
  if (!(major >= oldestNode)) throw new Refusal('NODE_TOO_OLD', { found: version })
}
