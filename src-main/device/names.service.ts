import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DeviceNames, NameAdded } from '@mylzip/shared/operations/device.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { deviceRepository } from './device.repository.ts'

interface Needs {
  db: AgentDatabase['db']
  cloud: Pick<CloudClient, 'labels'>
  audit: Pick<AuditService, 'record' | 'announce'>
  /** Has the device's certificate renewed for all its names. */
  renew(name: string): Promise<{ runId: string }>
}

/** This device's name in several zones, for networks that reach no name of the first one. */
export function createNamesOfDevice({ db, cloud, audit, renew }: Needs) {
  return {
    names: (): Promise<DeviceNames> => cloud.labels.names(),
    /** Refuses as the cloud does. May be repeated: what the cloud has given already is taken over. */
    async addName(zone: string): Promise<NameAdded> {
      const { names, zones } = await cloud.labels.addName({ zone })
      const [name, ...more] = names
      const identity = await deviceRepository(db).identity()
      if (name === undefined || identity?.name !== name) throw new Refusal('NOT_ENROLLED')
      const entry = await db.transaction().execute(async (tx) => {
        await deviceRepository(tx).saveMoreNames(name, more)
        return audit.record(tx, { actor: 'person', action: 'device-name-added', subject: name, detail: { names: more.join(', ') } })
      })
      audit.announce(entry)
      return { names, zones, runId: (await renew(name)).runId }
    },
  }
}
