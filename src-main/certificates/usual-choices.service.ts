import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import { type UsualChoices, type UsualChoicesInput, UsualKeyUse } from '@mylzip/shared/operations/usual.ts'
import { z } from 'zod'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'
import { refuseImpossibleTpm } from './tpm-key.ts'
import { type ChosenUsually, withUsualChoices } from './usual-choices.policy.ts'

export const usualChoicesSetting: Setting<ChosenUsually> = {
  key: 'usual-choices',
  schema: z.object({ keyType: KeyType.nullable(), profile: z.string().nullable(), keyUse: UsualKeyUse.nullable() }),
  fallback: { keyType: null, profile: null, keyUse: null },
}

interface Needs {
  db: AgentDatabase['db']
  audit: Pick<AuditService, 'record' | 'announce'>
  store: Pick<CertificateStore, 'tpm'>
  /** Where nobody chose. */
  keyType: KeyType
  /** Refuses with LICENCE_*. */
  mayHaveProfile(profile: string | null | undefined): Promise<void>
}

/** What new certificates get where nothing else is said. */
export function createUsualChoices({ db, audit, store, keyType, mayHaveProfile }: Needs) {
  const chosen = () => settingsRepository(db).get(usualChoicesSetting)
  const view = (usual: ChosenUsually): UsualChoices => ({
    keyType: usual.keyType ?? keyType,
    profile: usual.profile,
    keyUse: usual.keyUse ?? 'new',
    tpmHere: store.tpm !== undefined,
  })

  return {
    get: async () => view(await chosen()),
    async set(change: UsualChoicesInput): Promise<UsualChoices> {
      const before = await chosen()
      const after: ChosenUsually = {
        keyType: change.keyType ?? before.keyType,
        profile: change.profile === undefined ? before.profile : change.profile,
        keyUse: change.keyUse ?? before.keyUse,
      }
      const shown = view(after)
      refuseImpossibleTpm(store, { ...shown, hasRequest: false, exportable: undefined, isDevices: false })
      await mayHaveProfile(change.profile)
      const choices = [shown.keyType, shown.profile ?? 'the authority’s usual profile', keyPlaces[shown.keyUse]].join(', ')
      const entry = await db.transaction().execute(async (tx) => {
        await settingsRepository(tx).set(usualChoicesSetting, after)
        return audit.record(tx, { actor: 'person', action: 'usual-choices-set', subject: 'new certificates', detail: { choices } })
      })
      audit.announce(entry)
      return shown
    },
    /** An order as it is meant. */
    fill: async (wanted: OrderInput) => withUsualChoices(wanted, await chosen()),
  }
}

const keyPlaces = { new: 'keys made here and sealed', tpm: 'keys in the TPM' } as const
