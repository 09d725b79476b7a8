import { second } from '@mylzip/shared/domain/time.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, well } from '../verdict.policy.ts'

/** The database of an agent that could not be opened, `wrong` being why where the database is to blame. */
export function checkRefusedDatabase(file: string, wrong: Trouble | undefined, quickCheck: () => Promise<string[]>): Check {
  return {
    id: 'database',
    kind: 'database',
    group: 'data',
    title: 'The database is sound.',
    patience: 30 * second,
    async look() {
      const evidence = [fact('file', file), fact('quick_check', (await quickCheck()).join('; '))]
      return wrong ? failed(wrong, evidence) : well('The database is sound.', evidence)
    },
  }
}
