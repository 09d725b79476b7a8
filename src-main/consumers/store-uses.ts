import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { StoreUses } from '../certificates/store-uses.port.ts'
import type { FoundBefore } from './set-up-target.port.ts'
import { takesFromStore } from './standing.policy.ts'
import type { UseMap } from './use-map.service.ts'

/** What must stay in the store, by what programs name now and by what they may be given back. */
export function createStoreUses(map: Pick<UseMap, 'lookAnew'>, foundBefore: () => Promise<readonly FoundBefore[]>): StoreUses {
  return {
    async named() {
      const { unread, uses } = await map.lookAnew()
      // What a store holds of others, and who has a copy, matters to nobody who takes something away.
      const silent = unread.filter(({ kind }) => kind !== undefined && takesFromStore(kind))
      const [missed] = silent
      if (missed) {
        const what = silent.map((each) => each.what).join(', ')
        throw new Refusal('USES_UNREADABLE', { what, reason: missed.refusal.message }, { cause: missed.refusal })
      }
      const named = new Map<string, string[]>()
      const note = (thumbprint: string, label: string) => named.set(thumbprint, [...new Set([...(named.get(thumbprint) ?? []), label])])
      for (const { program, thumbprint } of uses) if (takesFromStore(program.kind)) note(thumbprint, program.label)
      for (const { kind, label, thumbprint } of await foundBefore()) if (takesFromStore(kind)) note(thumbprint.toUpperCase(), label)
      return named
    },
  }
}
