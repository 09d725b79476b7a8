import type { KeyUse } from '@mylzip/shared/domain/key-choices.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { ConfigureInput } from '@mylzip/shared/operations/custody.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'

export interface ChoicesDraft {
  directory: string
  profile: string
  keyType: KeyType
  keyUse: KeyUse
  exportable: boolean
  preferredChain: string
}

export function draftOf(certificate: Certificate): ChoicesDraft {
  const { directory, profile, keyType, keyUse, exportable, preferredChain } = certificate
  return { directory, profile: profile ?? '', keyType, keyUse, exportable, preferredChain: preferredChain ?? '' }
}

/** What differs from how it is: a choice that was left alone may have been changed elsewhere meanwhile. Undefined: nothing does. */
export function changesOf(certificate: Certificate, draft: ChoicesDraft): ConfigureInput | undefined {
  const before = draftOf(certificate)
  const [profile, preferredChain] = [draft.profile.trim(), draft.preferredChain.trim()]
  const others = certificate.fallbackDirectories.filter((directory) => directory !== draft.directory)
  const changes: Omit<ConfigureInput, 'certificateId'> = {
    ...(draft.directory !== before.directory && { authorities: [draft.directory, ...others] }),
    ...(profile !== before.profile && { profile: profile || null }),
    ...(draft.keyType !== before.keyType && { keyType: draft.keyType }),
    ...(draft.keyUse !== before.keyUse && { keyUse: draft.keyUse }),
    ...(draft.exportable !== before.exportable && { exportable: draft.exportable }),
    ...(preferredChain !== before.preferredChain && { preferredChain: preferredChain || null }),
  }
  return Object.keys(changes).length === 0 ? undefined : { certificateId: certificate.id, ...changes }
}
