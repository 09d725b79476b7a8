import { oneLine } from '../system/one-line.policy.ts'
import type { DirectoryOffers } from './authority.port.ts'
import type { Directory } from './session/resources.ts'

/** What a directory says of itself, in words that can be shown: it is other people's text. */
export function offersOf({ meta, renewalInfo, keyChange, revokeCert }: Directory): DirectoryOffers {
  const profiles = Object.entries(meta?.profiles ?? {}).map(([name, description]) => ({
    name,
    description: typeof description === 'string' ? oneLine(description) : '',
  }))
  return {
    profiles,
    needsBinding: meta?.externalAccountRequired === true,
    termsOfService: webAddress(meta?.termsOfService),
    website: webAddress(meta?.website),
    caaIdentities: (meta?.caaIdentities ?? []).map(oneLine),
    suggestsRenewals: renewalInfo !== undefined,
    changesKeys: keyChange !== undefined,
    revokes: revokeCert !== undefined,
  }
}

function webAddress(text: string | undefined): string | undefined {
  const url = URL.parse(text ?? '')
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined
}
