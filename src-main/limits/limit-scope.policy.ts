/** What an authority's rate limit is about, as far as its words tell. */
export type LimitScope = 'authority' | 'certificate'

const ofAuthority =
  /from this (account|ip|ipv[46]|address)|registrations|new orders|pending authorizations|service (overload|busy)|too many requests/i

/**
 * Whether a limit concerns every order of this account or machine, or only the names in question. Boulder's words:
 * "too many new orders (300) from this account", "too many new registrations (10) from this IP address", against "too many
 * certificates (5) already issued for this exact set of identifiers". What is not understood is taken for the names' own:
 * then nothing else is held up.
 */
export function scopeOfLimit(detail: string): LimitScope {
  return ofAuthority.test(detail) ? 'authority' : 'certificate'
}
