import { join } from 'node:path'
import { type Part, parts } from './parts.ts'
import { isBuilt } from './place.ts'
import { stampOf } from './stamp.ts'

/** The parts whose inputs are no longer those they were built from. Loads nothing: this runs at every start. */
export function staleParts(root: string): Part[] {
  return parts.filter(({ name, inputs }) => !isBuilt(join(root, 'out'), name, stampOf(root, inputs)))
}
