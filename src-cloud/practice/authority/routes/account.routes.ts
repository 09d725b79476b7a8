import type { Instant } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { type Answer, assertNoPayload, parse } from '../http/answer.ts'
import type { Signed } from '../jws/authenticate.service.ts'
import type { Account } from '../model.ts'
import { Problem } from '../problem.ts'
import { randomToken } from '../random-token.ts'
import { paths, type Urls } from '../urls.ts'

const contact = z.array(z.string()).max(10)
const NewAccount = z.object({ contact: contact.optional(), onlyReturnExisting: z.boolean().optional() })
const AccountUpdate = z.object({ contact: contact.optional(), status: z.literal('deactivated').optional() })

/** RFC 8555 §7.3: registration, finding, updating and deactivating an account, and the list of its orders. */
export function accountRoutes(server: AcmeServer, records: Records, urls: () => Urls, now: () => Instant): void {
  const { accounts, orders } = records
  const show = (account: Account, status: number): Answer => ({
    status,
    headers: { location: urls().account(account.id) },
    body: { status: account.status, contact: account.contact, orders: urls().orders(account.id) },
  })

  server.bySigner(paths.newAccount, ({ account: byKid, key, thumbprint, payload }: Signed) => {
    if (byKid) throw new Problem('malformed', 'newAccount is signed with the key itself, not with a kid')
    const asked = parse(NewAccount, payload)
    const known = accounts.byThumbprint(thumbprint)
    if (known) return showKnown(known)
    if (asked.onlyReturnExisting) throw new Problem('accountDoesNotExist', 'no account was made with this key')
    checkContact(asked.contact)
    const made: Account = { id: randomToken(9), key, thumbprint, contact: asked.contact ?? [], status: 'valid', createdAt: now() }
    accounts.add(made)
    return show(made, 201)
  })

  function showKnown(account: Account): Answer {
    if (account.status !== 'valid') throw new Problem('unauthorized', 'the account of this key was deactivated')
    return show(account, 200)
  }

  server.byAccount(`${paths.account}/:id`, ({ account, payload, id }) => {
    assertOwn(account, id)
    const update = payload === undefined ? {} : parse(AccountUpdate, payload)
    checkContact(update.contact)
    if (update.contact) accounts.setContact(account.id, update.contact)
    if (update.status === 'deactivated') accounts.deactivate(account.id)
    return show(accounts.byId(account.id) ?? account, 200)
  })

  server.byAccount(`${paths.account}/:id/orders`, ({ account, payload, id }) => {
    assertOwn(account, id)
    assertNoPayload(payload)
    return { body: { orders: orders.idsOf(account.id).map(urls().order) } }
  })
}

function assertOwn(account: Account, id: string): void {
  if (account.id !== id) throw new Problem('unauthorized', 'this is another account')
}

/** RFC 8555 §7.3: mailto with one plain address; a contact that cannot be read is refused rather than ignored. */
function checkContact(addresses: readonly string[] = []): void {
  for (const address of addresses) {
    if (!address.startsWith('mailto:')) throw new Problem('unsupportedContact', `${address} is not a mailto address`)
    if (!/^mailto:[^\s@,?]+@[^\s@,?]+$/.test(address)) throw new Problem('invalidContact', `${address} is not one e-mail address`)
  }
}
