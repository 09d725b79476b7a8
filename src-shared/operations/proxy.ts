import { z } from 'zod'
import { isPastProxy } from '../domain/past-proxy.policy.ts'
import { isPrintable } from '../domain/plain-names.policy.ts'
import { Finding } from './doctor.ts'
import { administer, inspect, read, refuses } from './operation.ts'

/** Where connections to the cloud and to authorities go through: a proxy that the system names, none, or one that is named here. */
export const ProxyUse = z.enum(['system', 'none', 'own'])
export type ProxyUse = z.infer<typeof ProxyUse>

export const OwnProxy = z.object({
  /** `http://proxy.example:3128` */
  address: z.string(),
  user: z.string().nullable(),
  /** It is never told. `unreadable`: it was sealed by another machine, so the proxy is used without. */
  password: z.enum(['none', 'kept', 'unreadable']),
  /** Hosts that no proxy is asked for. This machine itself never goes through one. */
  past: z.array(z.string()),
})
export type OwnProxy = z.infer<typeof OwnProxy>

export const ProxyView = z.object({
  use: ProxyUse,
  own: OwnProxy.nullable(),
  /** How the cloud and the authorities are reached now; null: directly. */
  ways: z.array(z.object({ url: z.url(), proxy: z.string().nullable() })),
  /** Whoever administers this machine has set it, and nobody changes it here. */
  byOrganisation: z.boolean(),
})
export type ProxyView = z.infer<typeof ProxyView>

/** What a person wants. */
export const ProxyWish = z.discriminatedUnion('use', [
  z.object({ use: z.literal('system') }),
  z.object({ use: z.literal('none') }),
  z.object({
    use: z.literal('own'),
    /** http or https; without either it is http. Never a password in it. */
    address: z.string().trim().min(1).max(300),
    user: z
      .string()
      .trim()
      .max(200)
      .refine((user) => isPrintable(user) && !user.includes(':'), 'it holds a colon, line breaks or other control characters')
      .nullable()
      .default(null),
    /** Left out: the one that is kept, as long as address and user stay the same. */
    password: z.string().max(500).refine(isPrintable, 'it holds line breaks or other control characters').optional(),
    past: z.array(z.string().trim().toLowerCase().max(253).refine(isPastProxy, 'it is no name or address of a host')).max(50).default([]),
  }),
])
export type ProxyWish = z.infer<typeof ProxyWish>

/** Whether the cloud and the authorities can be reached that way, as the doctor sees it. */
export const ProxyTest = z.object({ findings: z.array(Finding) })
export type ProxyTest = z.infer<typeof ProxyTest>

const unusable = refuses('PROXY_ADDRESS_UNREADABLE', 'PROXY_PASSWORD_IN_ADDRESS', 'PROXY_SETTING_INVALID')

export const proxy = {
  get: read.route({ method: 'GET', path: '/proxy' }).output(ProxyView),
  /** Changes nothing. Left out: what is used now. */
  test: inspect
    .route({ method: 'POST', path: '/proxy/test' })
    .input(z.object({ wish: ProxyWish.optional() }))
    .output(ProxyTest)
    .errors(unusable),
  /**
   * Holds for every connection that is opened from then on. A proxy of one’s own is tried first, and with what stands in its way it is
   * not kept; `untried`: it is, whatever the network says now. The other two are kept at once: they are the way back.
   */
  set: administer
    .route({ method: 'PUT', path: '/proxy' })
    .input(z.object({ wish: ProxyWish, untried: z.boolean().default(false) }))
    .output(ProxyView)
    .errors({
      ...unusable,
      ...refuses(
        'PROXY_SET_BY_ORGANISATION',
        'PROXY_UNREACHABLE',
        'PROXY_SIGN_IN',
        'PROXY_REFUSED',
        'PROXY_NO_WAY',
        'ACME_UNREACHABLE',
        'ACME_TLS_UNTRUSTED',
        'ACME_TLS_EXPIRED',
        'ACME_NOT_A_DIRECTORY',
        'ACME_ANSWERED_BY_PAGE',
        'ACME_BUSY',
        'CLOUD_UNREACHABLE',
        'SIGN_IN_PAGE',
        'CHECK_UNFINISHED',
      ),
    }),
}
