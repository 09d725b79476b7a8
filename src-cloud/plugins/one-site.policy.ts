import { getDomain } from 'tldts'

/**
 * Which zones of devices a browser takes for the portal's own site, because both lie in one registrable domain: a device's page
 * could set cookies that reach the portal. A zone that is in the Public Suffix List itself is none of them.
 */
export function zonesInPortalsSite(publicUrl: string, zones: readonly string[]): string[] {
  const site = (host: string) => getDomain(host, { allowPrivateDomains: true, validateHostname: false })
  const portal = site(new URL(publicUrl).hostname)
  // What lies below a zone is what counts: the zone itself may be a public suffix, which has no domain.
  return zones.filter((zone) => portal !== null && site(`device.team.${zone}`) === portal)
}
