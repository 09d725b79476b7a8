import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Account } from '../accounts/account.service.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { isUnexplained } from '../session/problem.policy.ts'

/**
 * What to tell when something of an order that the authority once told of is not handed out. Not every authority explains
 * that it has forgotten one; but then it still knows the account, and whatever else says “not found” on the way does not.
 */
export async function objectionToKnown(
  answer: Answer,
  { session, account }: { session: AcmeSession; account: Pick<Account, 'post' | 'url'> },
): Promise<Refusal> {
  const refusal = session.objection(answer, { stage: 'known-order' })
  if (refusal.code !== 'ACME_PROTOCOL' || !isUnexplained(answer)) return refusal
  const { status } = await account.post(await account.url(), null)
  return status === 200 ? new Refusal('ACME_ORDER_LOST', { status: 'forgotten' }) : refusal
}
