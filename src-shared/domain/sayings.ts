import { checkSayings } from './sayings/checks.ts'
import { evidenceSayings } from './sayings/evidence.ts'
import { findingSayings } from './sayings/findings.ts'
import { targetSayings } from './sayings/targets.ts'
import { useSayings } from './sayings/uses.ts'

/**
 * Everything the agent tells that is no refusal, by codes that never change their meaning: the CLI and the log say the English here,
 * and the dashboard says it in its own language (src-shared/texts). Places are those of refusals.
 */
export const sayings = { ...checkSayings, ...evidenceSayings, ...findingSayings, ...targetSayings, ...useSayings } as const

export type SayingCode = keyof typeof sayings
