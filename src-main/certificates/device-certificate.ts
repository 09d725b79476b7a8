import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'

interface Wanted {
  name: string
  directoryUrl: string
  keyType: KeyType | undefined
}

/**
 * The certificate for the device's own name: made known on the first start, found on every later one. Where the
 * directory or the key type was chosen anew, the next renewal follows; what is in use stays.
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
      const known = (await certificates.list()).find((row) => nameOf(row) === name)
      if (known) {
        await certificates.update(known.id, { directory_url: directoryUrl, key_type: keyType ?? known.key_type })
        return known.id
      }
      const id = newId()
      const key_type = keyType ?? defaultKeyType
      await certificates.add({ id, names: JSON.stringify([name]), directory_url: directoryUrl, key_type, created_at: clock.now() })
      return id
    })
  }
}
