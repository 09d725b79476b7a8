import { saying } from '@mylzip/shared/domain/saying.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, skipped, titled } from '../verdict.policy.ts'

/** In place of trying each key where the agent could not be opened; `wrong` is why where the keys are to blame. */
export function checkKeyFile(file: string, wrong: Trouble | undefined, size: () => Promise<number>): Check {
  return {
    id: 'sealed-keys',
    kind: 'sealed-keys',
    group: 'data',
    ...titled('check.sealed-keys'),
    patience: 10 * second,
    async look() {
      const found = await size().then(
        (bytes) => saying('seen.bytes', { bytes }),
        (error: unknown) => systemErrorCode(error) ?? 'cannot be looked at',
      )
      const evidence = [fact(file, found)]
      if (wrong) return failed(wrong, evidence)
      return skipped(saying('found.keys-unknown'), evidence)
    },
  }
}
