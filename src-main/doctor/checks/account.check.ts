import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import type { Patient } from '../patient.ts'
import { fact, failed, titled, trouble, well } from '../verdict.policy.ts'

/** Whether this device still has the account that it had at an authority, as far as is known without asking. */
export function checkAccount({ directory, url, ended }: Patient['accounts'][number]): Check {
  const evidence = [
    fact(saying('seen.account'), url ?? saying('seen.account-none')),
    ...(ended ? [fact(saying('seen.account-ended'), saying('seen.account-ended-by'))] : []),
  ]
  return {
    id: `account:${directory}`,
    kind: 'account',
    group: 'authority',
    ...titled('check.account', { directory }),
    patience: second,
    about: [directory],
    look: async () => (ended ? failed(trouble('ACME_ACCOUNT_DEACTIVATED'), evidence) : well(saying('found.account'), evidence)),
  }
}
