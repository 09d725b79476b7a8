import type { SayingCode } from '../../domain/sayings.ts'
import { checkSayings } from './sayings/checks.ts'
import { evidenceSayings } from './sayings/evidence.ts'
import { findingSayings } from './sayings/findings.ts'
import { targetSayings } from './sayings/targets.ts'
import { useSayings } from './sayings/uses.ts'

export const germanSayings: Readonly<Record<SayingCode, string>> = {
  ...checkSayings,
  ...evidenceSayings,
  ...findingSayings,
  ...targetSayings,
  ...useSayings,
}
