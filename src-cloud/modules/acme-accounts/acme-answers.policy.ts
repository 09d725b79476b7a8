import { z } from 'zod'
import type { AcmeUrlKind } from '../../plugins/database/tables/acme-accounts.ts'

type TellingKind = 'order' | 'authorization' | 'certificate'

export interface ToldUrl {
  url: string
  kind: AcmeUrlKind
}

const Order = z.object({
  status: z.string(),
  authorizations: z.array(z.string()).catch([]),
  finalize: z.string(),
  certificate: z.string().optional().catch(undefined),
})
const Authorization = z.object({ challenges: z.array(z.object({ url: z.string() }).catch({ url: '' })) })

/** Further addresses of the same order that an authority tells of in an answer. None where it has not the form of RFC 8555. */
export function toldUrls(kind: TellingKind, { body, link }: { body: unknown; link: string | undefined }): ToldUrl[] {
  switch (kind) {
    case 'order': {
      const order = Order.safeParse(body).data
      if (order === undefined) return []
      return [
        { url: order.finalize, kind: 'finalize' },
        ...order.authorizations.map((url) => ({ url, kind: 'authorization' as const })),
        ...(order.certificate === undefined ? [] : [{ url: order.certificate, kind: 'certificate' as const }]),
      ]
    }
    case 'authorization':
      return (Authorization.safeParse(body).data?.challenges ?? []).map(({ url }) => ({ url, kind: 'challenge' }))
    case 'certificate':
      return alternatesIn(link).map((url) => ({ url, kind: 'certificate' }))
  }
}

/** Where an order stands, or undefined where the answer is no order. */
export function orderStatus(body: unknown): string | undefined {
  return Order.safeParse(body).data?.status
}

/** The other chains of a certificate (RFC 8555 §7.4.2), by RFC 8288. */
function alternatesIn(link: string | undefined): string[] {
  return [...(link ?? '').matchAll(/<([^<>\s]{1,500})>\s*;[^,<]*\brel="?alternate"?/gi)].map(([, url = '']) => url)
}
