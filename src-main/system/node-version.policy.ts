import { Refusal } from '@mylzip/shared/domain/refusal.ts'

const oldestNode = 24

/**
 * NODE_TOO_OLD, or undefined where it is new enough. `version` as in process.versions.node; `call` is what to type in the
 * folder of the program, which brings its own Node.
 */
export function oldNode(version: string, call: string): Refusal | undefined {
  const major = Number.parseInt(version, 10)
  return major >= oldestNode
    ? undefined
    : new Refusal('NODE_TOO_OLD', { found: version, way: `“${call}” in the program’s folder brings its own` })
}

/** Refuses with NODE_TOO_OLD. better-sqlite3 kills a Node 20 with a segmentation fault as soon as it is loaded, so this comes before it. */
export function refuseOldNode(version: string): void {
  const refusal = oldNode(version, 'npm start')
  if (refusal) throw refusal
}
