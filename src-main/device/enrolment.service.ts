import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import { type DeviceIdentity, deviceRepository } from './device.repository.ts'
import { givenUpSetting } from './device.settings.ts'
import type { DeviceKey } from './device-key.service.ts'
import type { Machine } from './machine.service.ts'

export interface EnrolmentNeeds {
  db: Kysely<AgentTables>
  clock: Clock
  deviceKey: DeviceKey
  audit: Pick<AuditService, 'record' | 'announce'>
  machine?: Pick<Machine, 'isCopy' | 'whence'>
  /** Stops being the device this one was copied from. */
  giveUp?(): Promise<void>
  /** The cloud at `cloudUrl`. */
  cloud: CloudClient
  cloudUrl: string
}

export interface EnrolmentRequest {
  token: string | undefined
  /** The cloud said DEVICE_UNKNOWN: with a token the device enrols again, by the same key. */
  anew?: boolean
  /** The name's first label, when a person chose one. */
  label?: string | undefined
  zone?: string | undefined
}

export interface Enrolment {
  current(): Promise<DeviceIdentity | undefined>
  /**
   * Who this device is at this cloud: known already, found again at the cloud's new address, or enrolled with the
   * token. May be repeated after any crash: the key was sealed before, and the same key gets the same device.
   * A copy enrols as a device of its own. Refuses with NOT_ENROLLED or DEVICE_CLONED (no token), ENROLMENT_TOKEN_*, LABEL_*, DEVICE_UNKNOWN or CLOUD_*.
   */
  ensure(request: EnrolmentRequest): Promise<DeviceIdentity>
  /** As the cloud answered in another way. */
  save(device: EnrolledDevice): Promise<DeviceIdentity>
}

export function createEnrolment(needs: EnrolmentNeeds): Enrolment {
  const current = () => deviceRepository(needs.db).identity()
  return {
    current,
    save: (device) => saveEnrolled(needs, device),
    async ensure(request) {
      if (needs.machine?.isCopy()) {
        if (request.token === undefined) throw new Refusal('DEVICE_CLONED', { name: (await current())?.name ?? '' })
        await needs.giveUp?.()
      }
      const known = await current()
      if (!known || (request.anew && request.token !== undefined)) return enrol(needs, request)
      return known.cloudUrl === needs.cloudUrl ? known : moveTo(needs, known, request)
    },
  }
}

async function enrol(needs: EnrolmentNeeds, { token, label, zone }: EnrolmentRequest) {
  const { cloud, db, deviceKey, machine } = needs
  if (token === undefined) {
    const copied = await settingsRepository(db).get(givenUpSetting)
    throw copied ? new Refusal('DEVICE_CLONED', copied) : new Refusal('NOT_ENROLLED')
  }
  const mark = (await machine?.whence())?.machine
  const wish = { ...(label !== undefined && { label }), ...(zone !== undefined && { zone }), ...(mark !== undefined && { machine: mark }) }
  return saveEnrolled(needs, await cloud.devices.enrol({ token, publicKey: deviceKey.publicKey, ...wish }))
}

async function saveEnrolled({ db, clock, audit, cloudUrl }: EnrolmentNeeds, { deviceId, name, team, audience }: EnrolledDevice) {
  const identity = { deviceId, name, team: team.name, cloudUrl, audience, enrolledAt: clock.now() }
  const activity = await db.transaction().execute(async (tx) => {
    await deviceRepository(tx).saveIdentity(identity)
    await settingsRepository(tx).set(givenUpSetting, null)
    return audit.record(tx, { actor: 'agent', action: 'device-enrolled', subject: name, detail: { team: team.name, cloud: cloudUrl } })
  })
  audit.announce(activity)
  return identity
}

/**
 * Another address can mean the same cloud elsewhere, or another cloud. The device proves itself there: whoever knows
 * its key is the same. While the new address does not answer, the device is who it was.
 */
async function moveTo(needs: EnrolmentNeeds, known: DeviceIdentity, request: EnrolmentRequest): Promise<DeviceIdentity> {
  const { db, audit, cloud, cloudUrl } = needs
  const moved = { ...known, cloudUrl }
  try {
    await cloud.devices.auditHeads()
  } catch (error) {
    if (isRefusal(error, 'CLOUD_UNREACHABLE', 'RATE_LIMITED')) return moved
    if (isRefusal(error, 'DEVICE_UNKNOWN', 'ASSERTION_INVALID') && request.token !== undefined) return enrol(needs, request)
    throw error
  }
  const activity = await db.transaction().execute(async (tx) => {
    await deviceRepository(tx).saveIdentity(moved)
    return audit.record(tx, { actor: 'agent', action: 'cloud-moved', subject: known.name, detail: { cloud: cloudUrl } })
  })
  audit.announce(activity)
  return moved
}
