import { nextStepOf, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import type { Trouble, Verdict } from './check.port.ts'

export function well(sentence: string, evidence: Fact[] = []): Verdict {
  return { status: 'ok', code: null, sentence, nextStep: null, evidence, obstacles: [] }
}

/** Something nobody can look at here, or that does not apply. */
export function skipped(reason: string, evidence: Fact[] = []): Verdict {
  return { status: 'skipped', code: null, sentence: reason, nextStep: null, evidence, obstacles: [] }
}

/** Nothing works as long as this is so. */
export function failed(trouble: Trouble, evidence: Fact[] = [], obstacles: Obstacle[] = []): Verdict {
  return wrong('failed', trouble, evidence, obstacles)
}

/** It works, and will not for ever, or not well. */
export function warning(trouble: Trouble, evidence: Fact[] = [], obstacles: Obstacle[] = []): Verdict {
  return wrong('warning', trouble, evidence, obstacles)
}

export function trouble(code: RefusalCode, data: RefusalData = {}): Trouble {
  return { code, data }
}

export function fact(label: string, value: string | number): Fact {
  return { label, value: String(value) }
}

function wrong(status: 'warning' | 'failed', { code, data }: Trouble, evidence: Fact[], obstacles: Obstacle[]): Verdict {
  return { status, code, data, sentence: sentenceOf(code, data), nextStep: nextStepOf(code, data), evidence, obstacles }
}
