import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Solvers } from '../../challenges/challenge.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { Account } from '../accounts/account.service.ts'
import { type Chain, validityOf } from '../issued-chain.ts'
import type { AcmeSession } from '../session/acme-session.port.ts'
import { Order } from '../session/resources.ts'
import { type Authorizations, validationRefusal } from './authorizations.service.ts'
import type { createChains } from './chains.service.ts'
import { endedOrderRefusal } from './ended-order.policy.ts'
import { inParallel } from './in-parallel.ts'
import { holdAgainst } from './order-names.policy.ts'
import type { Orders, ReadOrder } from './orders.service.ts'
import { publishTogether } from './published-together.ts'
import type { Wait, Waiting } from './wait.port.ts'

export interface Issuance {
  authorize(orderUrl: string, solvers: Solvers, names?: readonly string[]): Promise<void>
  finalize(orderUrl: string, csr: Uint8Array, preferredChain?: string, names?: readonly string[]): Promise<string[]>
  finished(orderUrl: string, csr: Uint8Array): Promise<string[] | undefined>
}

export interface IssuanceNeeds {
  session: AcmeSession
  account: Account
  orders: Orders
  authorizations: Authorizations
  chains: ReturnType<typeof createChains>
  wait: Wait
}

const namesAtOnce = 8
/** Once is enough, and once more where the order lagged behind; an authority that goes back again and again is only waited for. */
const mostSent = 3

/** The way of one order (RFC 8555 §7.1.6). Each step begins by looking where the order is, so that any may be repeated. */
export function createIssuance({ session, account, orders, authorizations, chains, wait }: IssuanceNeeds): Issuance {
  async function authorize(orderUrl: string, solvers: Solvers, names?: readonly string[]): Promise<void> {
    const order = await orders.recall(orderUrl)
    if (names) holdAgainst(names, order)
    if (order.status === 'invalid') throw await whyInvalid(order)
    holdAgainstTime(order)
    if (order.status !== 'pending') return
    orders.forget(orderUrl)
    const together = publishTogether(order)
    await inParallel(order.authorizations, namesAtOnce, (url) => authorizations.prove(url, solvers, order, together), firstOfAll)
    // The CA says the same when asked; the request is spared, and finalize copes with an order that lags behind.
    orders.note({ ...order, status: 'ready' })
  }

  async function finalize(orderUrl: string, csr: Uint8Array, preferredChain?: string, names?: readonly string[]): Promise<string[]> {
    let order = await orders.recall(orderUrl)
    holdAgainstTime(order)
    // From here on only the CA knows how far it is.
    orders.forget(orderUrl)
    const together: Waiting = {}
    for (let sent = 0; order.status === 'pending' || (order.status === 'ready' && sent < mostSent); ) {
      if (order.status === 'ready') order = await send(order, csr, ++sent)
      else order = await until(order, ({ status }) => status !== 'pending', together)
    }
    const done = await until(order, ({ status }) => status === 'valid' || status === 'invalid', together)
    if (done.status === 'invalid') throw await whyInvalid(done)
    // What it says of the order now need not be what it said when it took it.
    if (names) holdAgainst(names, done)
    return download(done, csr, preferredChain)
  }

  async function finished(orderUrl: string, csr: Uint8Array): Promise<string[] | undefined> {
    // Asked anew: what was known of it may be from before it was handed in.
    const order = await orders.read(orderUrl)
    if (order.status !== 'processing' && order.status !== 'valid') return undefined
    orders.note(order)
    return finalize(orderUrl, csr)
  }

  async function send(order: ReadOrder, csr: Uint8Array, tries: number): Promise<ReadOrder> {
    const answer = await account.post(order.finalize, { csr: Buffer.from(csr).toString('base64url') })
    if (answer.status === 200) {
      const taken = session.read(answer, Order)
      return { ...taken, status: taken.status === 'ready' ? 'processing' : taken.status, url: order.url, retryAfterMs: answer.retryAfterMs }
    }
    // The answer to an earlier try may have been lost, or the order may lag behind its authorizations.
    const now = await orders.read(order.url)
    if (now.status === 'ready' || (now.status === 'pending' && tries > 1)) {
      throw session.objection(answer, { stage: 'finalize', names: namesOf(order) })
    }
    return now
  }

  function until(order: ReadOrder, settled: (order: ReadOrder) => boolean, together: Waiting): Promise<ReadOrder> {
    return wait('it is making the certificate', order, settled, () => orders.read(order.url), together)
  }

  async function download(order: ReadOrder, csr: Uint8Array, preferredChain: string | undefined): Promise<string[]> {
    const chain = await fetch(order, csr, preferredChain).catch(async (error: unknown) => {
      if (!isRefusal(error, 'ACME_ORDER_LOST')) throw error
      // Where an authority is several machines, one may know of the certificate later than the one that made it.
      return fetch(await orders.read(order.url), csr, preferredChain)
    })
    // It stays at the CA: the next try fetches the same one. Taken now, it would count as ended, and be renewed for ever.
    const wrongClock = session.clockRefusal(validityOf(chain[0]))
    if (wrongClock) throw wrongClock
    return chain
  }

  async function fetch(order: ReadOrder, csr: Uint8Array, preferredChain: string | undefined): Promise<Chain> {
    // It will not get one by being asked again.
    if (!order.certificate) throw new Refusal('ACME_ORDER_LOST', { status: 'valid without a certificate' })
    return chains(order.certificate, { csr, names: namesOf(order) }, preferredChain)
  }

  /** The order's own error, or that of the authorization which failed; ACME_ORDER_LOST when neither says anything. */
  async function whyInvalid(order: ReadOrder): Promise<Refusal> {
    const own = endedOrderRefusal(order.error, namesOf(order))
    if (own) return own
    for (const url of order.authorizations) {
      const { status, identifier, challenges } = await authorizations.read(url)
      if (status === 'invalid') return validationRefusal(oneLine(identifier.value), challenges)
    }
    return new Refusal('ACME_ORDER_LOST', { status: order.status })
  }

  return { authorize, finalize, finished }
}

/** Nobody makes a certificate of it any more; one that was made can still be fetched. */
function holdAgainstTime({ hasExpired, status }: ReadOrder): void {
  if (hasExpired && status !== 'valid' && status !== 'invalid') throw new Refusal('ACME_ORDER_LOST', { status: 'expired' })
}

function namesOf(order: ReadOrder): string[] {
  return order.identifiers.map(({ value }) => oneLine(value))
}

/** The first failure, with the names of all whose proof failed: each counts at the CA. */
function firstOfAll([first, ...others]: unknown[]): unknown {
  if (!isRefusal(first) || others.length === 0) return first
  const failedProofs = [first, ...others].flatMap((each) => (isRefusal(each) ? (each.data.failedProofs ?? []) : [])).join(', ')
  return failedProofs === '' ? first : new Refusal(first.code, { ...first.data, failedProofs }, { cause: first.cause })
}
