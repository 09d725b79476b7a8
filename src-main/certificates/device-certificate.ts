import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { isChosenAnew } from './chosen-anew.policy.ts'

interface Wanted {
  name: string
  directoryUrl: string
  keyType: KeyType | undefined
}

/**
 * The certificate for the device's own name: made known on the first start, found on every later one. One for a name
 * the device had before is retired. Where directory or key type were chosen anew, what is in use stays until a run
 * has brought the other.
 */
export function createDeviceCertificate({
  db,
  clock,
  newId,
  defaultKeyType,
}: {
  db: AgentDatabase['db']
  clock: Clock
  newId(): string
  defaultKeyType: KeyType
}) {
  return async function ensure({ name, directoryUrl, keyType }: Wanted): Promise<string> {
    return db.transaction().execute(async (tx) => {
      const certificates = certificateRepository(tx)
      const all = (await certificates.list()).filter(({ kind }) => kind === 'device')
      for (const former of all) if (nameOf(former) !== name) await certificates.update(former.id, { retired_at: clock.now() })
      const known = all.find((row) => nameOf(row) === name)
      if (known) {
        const wanted = { directory_url: directoryUrl, key_type: keyType ?? known.key_type }
        // What failed with the earlier choice says nothing about this one.
        const afresh = isChosenAnew(known, wanted) ? { failed_tries: 0, next_attempt_at: null } : {}
        await certificates.update(known.id, { ...wanted, ...afresh })
        return known.id
      }
      const id = newId()
      const key_type = keyType ?? defaultKeyType
      await certificates.add({ id, names: JSON.stringify([name]), directory_url: directoryUrl, key_type, created_at: clock.now() })
      return id
    })
  }
}
