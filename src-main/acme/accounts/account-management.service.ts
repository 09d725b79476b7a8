import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import { oneLine } from '../../system/one-line.policy.ts'
import type { AccountFacts, AuthorityAccount } from '../authority.port.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { readProblem } from '../session/problem.ts'
import type { Account } from './account.service.ts'
import type { AccountCustody } from './account-custody.port.ts'
import type { AccountKeys } from './account-keys.service.ts'

/** RFC 8555 §7.1.2, as far as anything here is done with it. */
const AccountObject = z.object({
  status: z.enum(['valid', 'deactivated', 'revoked']),
  contact: z.array(z.string()).catch([]),
})

/** It is shown as it comes, and no person has more. */
const mostContacts = 20

export interface AccountManagementNeeds {
  session: AcmeSession
  account: Account
  custody: AccountCustody
  keys: AccountKeys
}

/** What a person does with an account, beside ordering by it. */
export function createAccountManagement({ session, account, custody, keys }: AccountManagementNeeds): AuthorityAccount {
  function facts(url: string, answer: Answer): AccountFacts {
    if (answer.status !== 200) throw session.objection(answer, { stage: 'account' })
    const { status, contact } = session.read(answer, AccountObject)
    return { url, status, contact: contact.slice(0, mostContacts).map((each) => oneLine(each)) }
  }

  async function isRegistered(): Promise<boolean> {
    return !(await custody.isDeactivated()) && (await custody.url()) !== undefined
  }

  return {
    register: account.prepare,
    async look() {
      if (!(await isRegistered())) return undefined
      const url = await account.url()
      return facts(url, await account.post(url, null))
    },
    async updateContact(contact) {
      if (await isRegistered()) {
        const url = await account.url()
        facts(url, await account.post(url, { contact }))
      }
      await custody.recordContact(contact)
    },
    async rollKey() {
      // Only the account's own key can be changed for another.
      await account.post(await account.url(), null)
      await keys.roll(await account.url())
    },
    async deactivate() {
      if (await custody.isDeactivated()) return
      if (!(await isRegistered())) throw new Refusal('ACME_ACCOUNT_UNKNOWN')
      const url = await account.url()
      const answer = await account.post(url, { status: 'deactivated' })
      if (!hadEnded(answer)) facts(url, answer)
      await custody.recordDeactivated()
      account.forget()
    },
  }
}

/** The answer to an earlier try was lost: the CA does not let an account that has ended do anything (RFC 8555 §7.3.6). */
function hadEnded({ status, data }: Answer): boolean {
  const problem = readProblem(data)
  return (status === 401 || status === 403) && problem?.type === 'unauthorized' && /deactivated|not valid/i.test(problem.detail)
}
