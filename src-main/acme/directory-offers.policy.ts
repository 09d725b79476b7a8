import { oneLine } from '../system/one-line.policy.ts'
import type { DirectoryOffers } from './authority.port.ts'
import type { Directory } from './session/resources.ts'
import { webAddress } from './web-address.policy.ts'

/** What a directory says of itself, in words that can be shown: it is other people's text. */
export function offersOf({ meta, renewalInfo, keyChange, revokeCert }: Directory): DirectoryOffers {
  // A name is asked for as it is: one that cannot be shown so is none.
  const profiles = Object.entries(meta?.profiles ?? {}).flatMap(([name, description]) =>
    name === oneLine(name) ? [{ name, description: typeof description === 'string' ? oneLine(description) : '' }] : [],
  )
  return {
    profiles,
    needsBinding: meta?.externalAccountRequired === true,
    termsOfService: webAddress(meta?.termsOfService),
    website: webAddress(meta?.website),
    caaIdentities: (meta?.caaIdentities ?? []).map((each) => oneLine(each)),
    suggestsRenewals: renewalInfo !== undefined,
    changesKeys: keyChange !== undefined,
    revokes: revokeCert !== undefined,
  }
}
