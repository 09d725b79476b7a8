import type { RefusalData } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { CheckHead, Fact, Finding, Obstacle } from '@mylzip/shared/operations/doctor.ts'

/** What a check found. Its code, sentence and next step are those with which a run would fail for the same reason. */
export type Verdict = Pick<Finding, 'status' | 'code' | 'data' | 'sentence' | 'sentenceSaid' | 'nextStep'> & {
  evidence: Fact[]
  obstacles: Obstacle[]
} & Partial<About>

export interface About {
  /** URLs or host names that it is about; left out: it is about this machine, or the whole network. */
  about: readonly string[]
}

/** Why something is wrong. */
export interface Trouble {
  code: RefusalCode
  data: RefusalData
}

/** One thing to look at. Looking changes nothing. */
export interface Check extends CheckHead, Partial<About> {
  /** The part of the id before the colon: `authority` of `authority:https://ca.test/dir`. */
  kind: string
  /** The certificate it is about, if it is about one. */
  certificateId?: string
  /** ms; what takes longer is given up. */
  patience: number
  /** May throw a Refusal, which is then what was found. `signal` ends it when nobody waits any more. */
  look(signal: AbortSignal): Promise<Verdict>
}
