import { nextStepOf, type RefusalData, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { inEnglish, type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import type { SayingCode } from '@mylzip/shared/domain/sayings.ts'
import type { CheckHead, Fact, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import type { Trouble, Verdict } from './check.port.ts'

/** What a check looks at, as it should be. */
export function titled(code: SayingCode, data: RefusalData = {}): Pick<CheckHead, 'title' | 'titleSaid'> {
  const titleSaid = saying(code, data)
  return { title: inEnglish(titleSaid), titleSaid }
}

export function well(said: Saying, evidence: Fact[] = []): Verdict {
  return { status: 'ok', code: null, ...sentenceFrom(said), nextStep: null, evidence, obstacles: [] }
}

/** Something nobody can look at here, or that does not apply. */
export function skipped(reason: Saying, evidence: Fact[] = []): Verdict {
  return { status: 'skipped', code: null, ...sentenceFrom(reason), nextStep: null, evidence, obstacles: [] }
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

/** One thing that was seen. A text stands as it is, whatever language is spoken: a name, an answer, a number. */
export function fact(label: string | Saying, value: string | number | Saying): Fact {
  return {
    ...(typeof label === 'string' ? { label } : { label: inEnglish(label), labelSaid: label }),
    ...(typeof value === 'object' ? { value: inEnglish(value), valueSaid: value } : { value: String(value) }),
  }
}

function sentenceFrom(sentenceSaid: Saying): Pick<Verdict, 'sentence' | 'sentenceSaid'> {
  return { sentence: inEnglish(sentenceSaid), sentenceSaid }
}

function wrong(status: 'warning' | 'failed', { code, data }: Trouble, evidence: Fact[], obstacles: Obstacle[]): Verdict {
  return { status, code, data, sentence: sentenceOf(code, data), nextStep: nextStepOf(code, data), evidence, obstacles }
}
