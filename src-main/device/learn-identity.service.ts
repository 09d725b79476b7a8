import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { deviceRepository } from './device.repository.ts'

interface Needs {
  db: AgentDatabase['db']
  audit: Pick<AuditService, 'record' | 'announce'>
}

/** The cloud says who this device is whenever it lets it in: its team may have given it to another one, where it has another name. */
export function createLearnIdentity({ db, audit }: Needs) {
  /** Answers whether that is news. */
  return async ({ deviceId, name, team }: Omit<EnrolledDevice, 'audience'>): Promise<boolean> => {
    const known = await deviceRepository(db).identity()
    if (known?.deviceId !== deviceId || (known.name === name && known.team === team.name)) return false
    const entry = await db.transaction().execute(async (tx) => {
      await deviceRepository(tx).saveIdentity({ ...known, name, team: team.name })
      const detail = { team: team.name, former: known.name }
      return audit.record(tx, { actor: 'cloud', action: 'device-transferred', subject: name, detail })
    })
    audit.announce(entry)
    return true
  }
}
