import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import type { Log } from '../../system/log/log.port.ts'
import type { Account } from '../accounts/account.service.ts'
import type { OrderRequest } from '../authority.port.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { areSameNames } from './order-names.policy.ts'
import type { Orders, ReadOrder } from './orders.service.ts'

export interface OpenOrdersNeeds {
  session: AcmeSession
  account: Account
  orders: Orders
  log: Log | undefined
}

/** RFC 8555 §7.1.2: the list is optional, and Let's Encrypt leaves it out. */
const AccountObject = z.object({ orders: z.url().optional().catch(undefined) })
const Urls = z.array(z.unknown()).transform((all) => all.filter((each) => typeof each === 'string' && URL.canParse(each)) as string[])
/** RFC 8555 §7.1.2.1; step-ca answers the bare array. */
const OrdersList = z.union([z.object({ orders: Urls }).transform(({ orders }) => orders), Urls])

/** What is looked for was placed a moment ago, and stands near the end where lists grow there; RFC 8555 promises no order. */
const looksAt = 100
const pagesAtMost = 50

/**
 * Finds the order that a process placed and was killed before it could write down, where the authority lists an account's
 * orders. One that does not list them (Boulder) answers a new order for the same names with the same pending one.
 */
export function createOpenOrders({ session, account, orders, log }: OpenOrdersNeeds) {
  /** What cannot be had of an optional list is none: otherwise nothing would ever be ordered again where one answer was lost. */
  async function listed(): Promise<string[]> {
    const found: string[] = []
    try {
      let url = await firstPage()
      for (let page = 0; url !== undefined && page < pagesAtMost; page += 1) {
        const answer: Answer = await account.post(url, null)
        if (answer.status !== 200) break
        found.push(...session.read(answer, OrdersList))
        url = nextOf(answer)
      }
    } catch (error) {
      if (!isRefusal(error)) throw error
      log?.info('the certificate authority’s list of orders could not be read', { code: error.code })
    }
    return found
  }

  async function firstPage(): Promise<string | undefined> {
    const answer = await account.post(await account.url(), null)
    return answer.status === 200 ? session.read(answer, AccountObject).orders : undefined
  }

  return async ({ names, profile }: OrderRequest, givenUp: ReadonlySet<string> = new Set()): Promise<string | undefined> => {
    const urls = (await listed()).filter((url) => !givenUp.has(url))
    for (const url of urls.slice(-looksAt).reverse()) {
      const order = await orders.read(url).catch(() => undefined)
      if (order && isOpen(order) && isFor(order, names) && hasProfile(order, profile)) {
        orders.note(order)
        return url
      }
    }
    return undefined
  }
}

function isOpen({ hasExpired, status }: ReadOrder): boolean {
  return !hasExpired && (status === 'pending' || status === 'ready')
}

function isFor({ identifiers }: ReadOrder, names: readonly string[]): boolean {
  const ordered = identifiers.map(({ value }) => value)
  return areSameNames(ordered, names)
}

/** One that does not say, or a choice that was left to the authority, rules nothing out. */
function hasProfile({ profile }: ReadOrder, chosen: string | undefined): boolean {
  return profile === undefined || chosen === undefined || profile === chosen
}

/** RFC 8288, as RFC 8555 §7.1.2.1 uses it. */
function nextOf({ headers, url }: Answer): string | undefined {
  const [, target] = /<([^>]+)>\s*;[^,]*\brel="?next"?/i.exec(headers.link ?? '') ?? []
  return target && URL.canParse(target, url) ? new URL(target, url).href : undefined
}
