import { second } from '@mylzip/shared/domain/time.ts'
import type { Sight } from '../../consumers/certificate-use.ts'
import type { Check } from '../check.port.ts'
import { judgeUses } from '../uses.policy.ts'
import { titled } from '../verdict.policy.ts'

/** Whether programs are set to certificates that are there, and do not end before somebody gives them another. */
export function checkUses(look: () => Promise<Sight>): Check {
  return {
    id: 'uses',
    kind: 'uses',
    group: 'certificates',
    ...titled('check.uses'),
    // PowerShell may have to be started for it.
    patience: 30 * second,
    look: async () => judgeUses(await look()),
  }
}
