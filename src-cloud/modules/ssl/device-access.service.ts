import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { CallContext } from '../../plugins/call-context.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { ownNamesOf } from '../dns/more-names.repository.ts'
import type { TeamAccess, TeamCaller } from '../teams/team-access.service.ts'
import { findDevice, type KnownDevice } from './ssl-devices.repository.ts'

export interface DeviceAccess {
  /** As TeamAccess, by the team's device. Refuses with DEVICE_NOT_FOUND alike for one that does not exist and for another team's. */
  enter(context: CallContext, deviceId: string): Promise<{ device: KnownDevice; caller: TeamCaller }>
  /** All names that the device has of the cloud. */
  ownNames(device: KnownDevice): Promise<readonly string[]>
}

export function createDeviceAccess(db: Kysely<CloudTables>, access: TeamAccess): DeviceAccess {
  return {
    ownNames: (device) => ownNamesOf(db, device),
    async enter(context, deviceId) {
      const device = await findDevice(db, deviceId)
      // Asked all the same for a device that is not there, so that both take equally long: no team has a device's id.
      const caller = await access.enter(context, { id: device?.teamId ?? deviceId }).catch((error: unknown) => {
        throw isRefusal(error, 'TEAM_NOT_FOUND') ? new Refusal('DEVICE_NOT_FOUND', { deviceId }) : error
      })
      if (device === undefined) throw new Refusal('DEVICE_NOT_FOUND', { deviceId })
      return { device, caller }
    },
  }
}
