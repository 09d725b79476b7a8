import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../../system/log/log.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { Account } from '../accounts/account.service.ts'
import { type Chain, hasKeyOf, namesIn, splitChain } from '../issued-chain.ts'
import { leadsTo, preferredOf } from '../preferred-chain.policy.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { objectionToKnown } from './known-order.ts'
import { linksOf } from './link-header.policy.ts'
import { areAmong } from './order-names.policy.ts'

export interface ChainsNeeds {
  session: AcmeSession
  account: Account
  log: Log | undefined
}

/** What the certificate has to be for. */
export interface Wanted {
  csr: Uint8Array
  /** Of the order. */
  names: readonly string[]
}

/** Each is a request; no authority has more than a few. */
const mostAlternates = 6

/**
 * Downloads the chain of a certificate for this request (RFC 8555 §7.4.2): the one that leads to the preferred root or
 * issuer, where the authority offers it, else its usual one.
 */
export function createChains({ session, account, log }: ChainsNeeds) {
  async function download(url: string, { csr, names }: Wanted): Promise<{ chain: Chain; answer: Answer }> {
    const answer = await account.post(url, null)
    if (answer.status !== 200) throw await objectionToKnown(answer, { session, account })
    const chain = splitChain(answer.data)
    if (!chain) throw session.pageRefusal(answer) ?? new Refusal('ACME_PROTOCOL', { detail: 'what it calls the certificate is none' })
    // Whatever the order is worth to somebody else: nothing that is asked of it again makes the certificate ours.
    if (!hasKeyOf(chain[0], csr)) throw new Refusal('ACME_ORDER_LOST', { status: 'valid for another key' })
    const issuedFor = namesIn(chain[0])
    if (!areAmong(names, issuedFor)) {
      const detail = `the certificate is for ${oneLine(issuedFor.join(', ')) || 'no name'}, and not for the names of the order`
      throw new Refusal('ACME_PROTOCOL', { detail })
    }
    return { chain, answer }
  }

  /** One that cannot be had or is something else is none: the usual chain is at hand. */
  async function alternate(url: string, wanted: Wanted): Promise<Chain[]> {
    try {
      return [(await download(url, wanted)).chain]
    } catch (error) {
      if (!isRefusal(error)) throw error
      log?.info('a chain that the certificate authority offers could not be had', { url, code: error.code })
      return []
    }
  }

  return async (url: string, wanted: Wanted, preferred: string | undefined): Promise<Chain> => {
    const { chain: usual, answer } = await download(url, wanted)
    if (preferred === undefined || leadsTo(usual, preferred)) return usual
    const chains = [usual]
    for (const each of linksOf(answer.headers.link, 'alternate', url).slice(0, mostAlternates)) {
      chains.push(...(await alternate(each, wanted)))
    }
    const chosen = preferredOf(chains, preferred)
    if (!chosen) log?.warn('no chain of the certificate authority leads to the preferred root; its usual one is taken', { preferred })
    return chosen ?? usual
  }
}
