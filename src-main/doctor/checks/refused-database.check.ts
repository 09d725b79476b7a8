import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, titled, well } from '../verdict.policy.ts'

/** The database of an agent that could not be opened, `wrong` being why where the database is to blame. */
export function checkRefusedDatabase(file: string, wrong: Trouble | undefined, quickCheck: () => Promise<string[]>): Check {
  return {
    id: 'database',
    kind: 'database',
    group: 'data',
    ...titled('check.database-file'),
    patience: 30 * second,
    async look() {
      const evidence = [fact(saying('seen.file'), file), fact('quick_check', (await quickCheck()).join('; '))]
      return wrong ? failed(wrong, evidence) : well(saying('found.database-file'), evidence)
    },
  }
}
