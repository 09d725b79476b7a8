import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { SocketPlace } from '../challenges/dns/dns-transport.port.ts'
import { readPlace } from '../challenges/dns/resolver-places.policy.ts'

/** `--resolver ADDRESS[:PORT]`. Refuses with OPTION_INVALID. */
export function resolverAt(text: string | undefined): SocketPlace | undefined {
  if (text === undefined) return undefined
  const place = readPlace(text)
  if (!place) throw new Refusal('OPTION_INVALID', { option: '--resolver', reason: `“${text}” is not an address with or without a port` })
  return place
}
