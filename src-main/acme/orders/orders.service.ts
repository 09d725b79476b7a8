import { isIP } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Account } from '../accounts/account.service.ts'
import type { OrderRequest } from '../authority.port.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { directoryAge } from '../session/directory-age.ts'
import { readProblem } from '../session/problem.ts'
import { type Directory, Order } from '../session/resources.ts'
import { objectionToKnown } from './known-order.ts'
import { holdAgainst } from './order-names.policy.ts'
import { addressRefusal, profileFor } from './profile-choice.policy.ts'
import { blamesReplacement } from './replacement-hint.policy.ts'

export interface ReadOrder extends Order {
  url: string
  retryAfterMs: number | undefined
  /** Its time was over when it was looked at (RFC 8555 §7.1.3), whatever its status says. */
  hasExpired?: boolean
}

export interface Orders {
  /** newOrder (RFC 8555 §7.4); answers the order's URL. */
  place(request: OrderRequest): Promise<string>
  /** As it was noted here, else as the CA has it: spares the request that only a killed process needs. */
  recall(url: string): Promise<ReadOrder>
  /** As the CA has it. ACME_ORDER_LOST when it has none. */
  read(url: string): Promise<ReadOrder>
  note(order: ReadOrder): void
  forget(url: string): void
}

const remembered = 32

export function createOrders({ session, account, log }: { session: AcmeSession; account: Account; log: Log | undefined }): Orders {
  const seen = new Map<string, ReadOrder>()

  function note(order: ReadOrder): void {
    seen.delete(order.url)
    seen.set(order.url, order)
    for (const oldest of [...seen.keys()].slice(0, -remembered)) seen.delete(oldest)
  }

  async function read(url: string): Promise<ReadOrder> {
    const answer = await account.post(url, null)
    if (answer.status !== 200) throw await objectionToKnown(answer, { session, account })
    const order = session.read(answer, Order)
    return { ...order, url, retryAfterMs: answer.retryAfterMs, hasExpired: session.hasPassed(order.expires) }
  }

  async function place(request: OrderRequest): Promise<string> {
    const { names, profile: wanted, replaces } = request
    const likely = await session.likelyDirectory(directoryAge)
    const directory = wanted === undefined || offers(likely, wanted) ? likely : await session.directory(directoryAge)
    const chosen = wanted === undefined || offers(directory, wanted) ? wanted : leftOut(request, wanted)
    const profile = profileFor(names, chosen, profilesOf(directory))
    const identifiers = names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }))
    const payload = { identifiers, ...(profile !== undefined && { profile }) }
    const hint = directory.renewalInfo && replaces !== undefined ? { replaces } : undefined
    if (!hint) request.onPlainOrder?.()
    const answer = await ask(directory, payload, hint, request)
    if (answer.status !== 201) {
      const objection = session.objection(answer, { stage: 'new-order', names, profile })
      throw addressRefusal(objection, names, chosen, profilesOf(directory)) ?? objection
    }
    const url = answer.headers.location && URL.parse(answer.headers.location, directory.newOrder)?.href
    if (!url) throw new Refusal('ACME_PROTOCOL', { detail: 'it took an order without saying where it is' })
    const order = session.read(answer, Order)
    holdAgainst(names, order)
    note({ ...order, url, retryAfterMs: answer.retryAfterMs })
    return url
  }

  function leftOut({ onProfileLeftOut }: OrderRequest, profile: string): undefined {
    if (onProfileLeftOut === undefined) throw new Refusal('ACME_PROFILE_UNKNOWN', { profile })
    onProfileLeftOut(profile)
  }

  /** An order is not sent twice once it may have arrived: the first would lie there without anybody knowing. */
  async function ask(
    directory: Directory,
    payload: object,
    hint: { replaces: string } | undefined,
    told: Pick<OrderRequest, 'onReplacedBefore' | 'onPlainOrder'>,
  ): Promise<Answer> {
    const answer = await account.post(directory.newOrder, { ...payload, ...hint }, { repeatable: false })
    if (answer.status === 404) {
      const now = await session.directory(0)
      if (now.newOrder !== directory.newOrder) return ask(now, payload, hint, told)
      session.forgetDirectory()
    }
    if (!hint || !blamesReplacement(answer)) return answer
    if (readProblem(answer.data)?.type === 'alreadyReplaced') told.onReplacedBefore?.()
    told.onPlainOrder?.()
    log?.warn('the certificate authority would not take the order as a replacement; it is ordered without saying so', { ...hint })
    return account.post(directory.newOrder, payload, { repeatable: false })
  }

  const profilesOf = ({ meta }: Directory) => Object.keys(meta?.profiles ?? {})
  const offers = (directory: Directory, profile: string) => profilesOf(directory).includes(profile)

  return { place, recall: async (url) => seen.get(url) ?? read(url), read, note, forget: (url) => void seen.delete(url) }
}
