export interface AccountsAtAuthority {
  accountUris: readonly string[]
  /** What the authority answers to in CAA records; empty where its directory does not say. */
  caaIdentities: readonly string[]
}

/**
 * The values of a name's CAA records (tag `issue`, RFC 8659 §4.2): each account at each authority, and nobody else
 * (RFC 8657 §3). None while an authority of these has no name for it: a record for the others would lock it out.
 */
export function caaValues(authorities: readonly AccountsAtAuthority[]): string[] {
  const used = authorities.filter(({ accountUris }) => accountUris.length > 0)
  if (used.some(({ caaIdentities }) => caaIdentities.length === 0)) return []
  const values = used.flatMap(({ accountUris, caaIdentities }) =>
    caaIdentities.flatMap((authority) => accountUris.map((uri) => `${authority}; accounturi=${uri}`)),
  )
  return [...new Set(values)].sort()
}
