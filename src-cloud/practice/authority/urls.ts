/** Paths of the practice CA; resources are found through the directory only, never guessed by a client. */
export const paths = {
  directory: '/directory',
  newNonce: '/new-nonce',
  newAccount: '/new-account',
  newOrder: '/new-order',
  revokeCert: '/revoke-cert',
  keyChange: '/key-change',
  renewalInfo: '/renewal-info',
  account: '/account',
  order: '/order',
  authorization: '/authorization',
  challenge: '/challenge',
  certificate: '/certificate',
  crl: '/crl',
} as const

export type Urls = ReturnType<typeof urlsAt>

/** Ids are what is stored; URLs are made from where the CA listens at the moment. */
export function urlsAt(origin: string) {
  const accountPrefix = `${origin}${paths.account}/`
  return {
    origin,
    at: (path: string) => `${origin}${path}`,
    account: (id: string) => `${accountPrefix}${id}`,
    orders: (accountId: string) => `${accountPrefix}${accountId}/orders`,
    order: (id: string) => `${origin}${paths.order}/${id}`,
    finalize: (id: string) => `${origin}${paths.order}/${id}/finalize`,
    authorization: (id: string) => `${origin}${paths.authorization}/${id}`,
    challenge: (id: string) => `${origin}${paths.challenge}/${id}`,
    certificate: (id: string) => `${origin}${paths.certificate}/${id}`,
    accountIdOf: (kid: string) => (kid.startsWith(accountPrefix) ? kid.slice(accountPrefix.length) : undefined),
  }
}
