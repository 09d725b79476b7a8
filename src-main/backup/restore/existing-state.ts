import { join } from 'node:path'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { deviceRepository } from '../../device/device.repository.ts'
import { connect } from '../../system/database/connect.adapter.ts'
import { inspectDatabase } from '../../system/database/inspect.adapter.ts'
import { migrationNames } from '../../system/database/migrations/all.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import { sealedValuesRepository } from '../content/sealed-values.repository.ts'
import type { OpenedBlobs } from './reseal.ts'

/** What lies in the folder that is restored into. */
export type ExistingState =
  | { kind: 'none' | 'damaged' | 'unreadable' | 'another-device' }
  /** The same device's, with everything that was sealed there opened. */
  | { kind: 'same-device'; file: string; opened: OpenedBlobs }

/** Looks at the state in use; brings it up to this version's tables, as a start would. Refuses with DATABASE_NEWER. */
export async function lookAtExisting(folder: string, secrets: Secrets, publicKey: string | null): Promise<ExistingState> {
  const file = join(folder, 'agent.db')
  const state = await inspectDatabase(file, migrationNames)
  if (state !== 'usable') return { kind: state === 'absent' ? 'none' : 'damaged' }
  const db = await connect(file)
  try {
    const device = await deviceRepository(db).key()
    // Nobody was here yet: a start that got no further than its tables.
    if (!device) return { kind: 'none' }
    if (device.public_key !== publicKey) return { kind: 'another-device' }
    const opened: OpenedBlobs = new Map()
    for (const { sealed, purpose } of await sealedValuesRepository(db).all())
      opened.set(Buffer.from(sealed).toString('hex'), await secrets.open(sealed, purpose))
    return { kind: 'same-device', file, opened }
  } catch (error) {
    if (isRefusal(error, 'SECRET_UNREADABLE', 'KEYS_NEED_DESKTOP')) return { kind: 'unreadable' }
    throw error
  } finally {
    await db.destroy()
  }
}
