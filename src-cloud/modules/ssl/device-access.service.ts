import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { CallContext } from '../../plugins/call-context.ts'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { ownNamesOf } from '../dns/more-names.repository.ts'
import type { TeamAccess, TeamCaller } from '../teams/team-access.service.ts'
import {
  type DeviceAndItsOwn,
  type DeviceAndLatest,
  type DeviceAndOperations,
  findDevice,
  findDeviceAndItsOwn,
  findDeviceAndLatest,
  findDeviceAndOperations,
  type KnownDevice,
} from './ssl-devices.repository.ts'

export interface Entered<Device extends KnownDevice = KnownDevice> {
  device: Device
  caller: TeamCaller
}

export interface DeviceAccess {
  /** As TeamAccess, by the team's device. Refuses with DEVICE_NOT_FOUND alike for one that does not exist and for another team's. */
  enter(context: CallContext, deviceId: string): Promise<Entered>
  /** The same in the same question to the database as what the call shows: these are asked most. */
  enterForLatest(context: CallContext, deviceId: string): Promise<Entered<DeviceAndLatest>>
  enterForItsOwn(context: CallContext, deviceId: string): Promise<Entered<DeviceAndItsOwn>>
  enterForOperations(context: CallContext, deviceId: string, page: { before: number; limit: number }): Promise<Entered<DeviceAndOperations>>
  /** All names that the device has of the cloud. */
  ownNames(device: KnownDevice): Promise<readonly string[]>
}

export function createDeviceAccess(db: Kysely<CloudTables>, access: TeamAccess, clock: Clock): DeviceAccess {
  async function enter<Device extends KnownDevice>(
    context: CallContext,
    deviceId: string,
    finding: Promise<Device | undefined>,
  ): Promise<Entered<Device>> {
    const device = await finding
    // Asked all the same for a device that is not there: no team has a device's id. Of another team's device what the call shows is read
    // before it is refused, and takes its time; it is never shown, and nobody can guess a device's id to learn that it is one.
    const caller = await access.enter(context, { id: device?.teamId ?? deviceId }).catch((error: unknown) => {
      throw isRefusal(error, 'TEAM_NOT_FOUND') ? new Refusal('DEVICE_NOT_FOUND', { deviceId }) : error
    })
    if (device === undefined) throw new Refusal('DEVICE_NOT_FOUND', { deviceId })
    return { device, caller }
  }
  return {
    ownNames: (device) => ownNamesOf(db, device),
    enter: (context, id) => enter(context, id, findDevice(db, id)),
    enterForLatest: (context, id) => enter(context, id, findDeviceAndLatest(db, id)),
    enterForItsOwn: (context, id) => enter(context, id, findDeviceAndItsOwn(db, id, clock.now())),
    enterForOperations: (context, id, page) => enter(context, id, findDeviceAndOperations(db, { id, ...page })),
  }
}
