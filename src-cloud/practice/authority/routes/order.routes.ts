import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { type Answer, assertNoPayload, parse } from '../http/answer.ts'
import type { Account, Order } from '../model.ts'
import type { Finalize } from '../orders/finalize.service.ts'
import { createOrder, NewOrder, type OrderRules } from '../orders/new-order.service.ts'
import { notFound, Problem } from '../problem.ts'
import { paths, type Urls } from '../urls.ts'

const Finalization = z.object({ csr: z.string().regex(/^[A-Za-z0-9_-]+$/, 'is base64url of DER') })

interface Needs {
  records: Records
  rules: OrderRules
  finalization: Finalize
  urls: () => Urls
  now: () => Instant
}

/** RFC 8555 §7.4. */
export function orderRoutes(server: AcmeServer, { records, rules, finalization, urls, now }: Needs): void {
  const show = (order: Order, status = 200): Answer => {
    const state = finalization.statusOf(order)
    const at = urls()
    return {
      status,
      headers: { location: at.order(order.id), ...(state === 'processing' ? { 'retry-after': '0' } : {}) },
      body: {
        status: state,
        expires: toTimestamp(order.expiresAt),
        identifiers: order.names.map((value) => ({ type: 'dns', value })),
        profile: order.profile,
        replaces: order.replaces,
        error: order.error,
        authorizations: records.authorizations.ofOrder(order.id).map((it) => at.authorization(it.id)),
        finalize: at.finalize(order.id),
        certificate: order.certificateId && at.certificate(order.certificateId),
      },
    }
  }

  function own(id: string, account: Account): Order {
    const order = records.orders.byId(id)
    if (!order) throw notFound('order')
    if (order.accountId !== account.id) throw new Problem('unauthorized', 'this is another account’s order')
    return order
  }

  server.byAccount(paths.newOrder, ({ account, payload }) =>
    show(createOrder(parse(NewOrder, payload), account, records, rules, now()), 201),
  )

  server.byAccount(`${paths.order}/:id`, ({ account, payload, id }) => {
    assertNoPayload(payload)
    return show(own(id, account))
  })

  server.byAccount(`${paths.order}/:id/finalize`, async ({ account, payload, id }) => {
    const { csr } = parse(Finalization, payload)
    await finalization.finalize(own(id, account), account, csr)
    return show(own(id, account))
  })
}
