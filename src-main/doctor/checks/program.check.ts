import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { fact, skipped, titled, trouble, warning } from '../verdict.policy.ts'

/** Looked at by a command that works alone: whoever wonders why nothing is renewed must read the plain reason first. */
export function checkProgram(folder: string): Check {
  return {
    id: 'program',
    kind: 'program',
    group: 'data',
    ...titled('check.program'),
    patience: second,
    look: async () => warning(trouble('NO_PROGRAM_HERE', { folder }), [fact(saying('seen.data-folder'), folder)]),
  }
}

/** A check of something that is part of the program, while none runs: that it does not answer is no trouble of its own. */
export function withoutProgram(check: Check): Check {
  return {
    ...check,
    async look(signal) {
      const verdict = await check.look(signal)
      return verdict.status === 'failed' ? skipped(saying('found.program-none'), verdict.evidence) : verdict
    },
  }
}
