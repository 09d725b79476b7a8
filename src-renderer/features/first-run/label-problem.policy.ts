import { labelFault } from '@mylzip/shared/domain/device-names.policy.ts'
import { reservedLabel } from '@mylzip/shared/domain/reserved-labels.policy.ts'
import { texts } from '../../texts/texts.ts'

/** As names are compared: without regard to case, and to what a hand leaves at the ends. */
export const labelOf = (typed: string): string => typed.trim().toLowerCase()

/** Why the cloud would refuse this label whoever asked for it; undefined while nothing speaks against it, or nothing is typed. */
export function labelProblem(label: string): string | undefined {
  if (label === '') return undefined
  const say = texts.firstRun.problems
  const fault = labelFault(label)
  if (fault !== undefined) return say[fault]
  const reserved = reservedLabel(label)
  if (reserved === undefined) return undefined
  return reserved.kind === 'exactly' ? say.kept : say.alike(reserved.word)
}
