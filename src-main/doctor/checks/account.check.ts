import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import type { Patient } from '../patient.ts'
import { fact, failed, trouble, well } from '../verdict.policy.ts'

/** Whether this device still has the account that it had at an authority, as far as is known without asking. */
export function checkAccount({ directory, url, ended }: Patient['accounts'][number]): Check {
  const evidence = [fact('account', url ?? 'not registered yet'), ...(ended ? [fact('ended', 'by a person, for good')] : [])]
  return {
    id: `account:${directory}`,
    kind: 'account',
    group: 'authority',
    title: `The account at ${directory} has not been ended.`,
    patience: second,
    about: [directory],
    look: async () => (ended ? failed(trouble('ACME_ACCOUNT_DEACTIVATED'), evidence) : well('It has not.', evidence)),
  }
}
