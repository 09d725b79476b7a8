import type { DeviceState, ToldCertificate } from '@mylzip/shared/cloud-api/device-state.ts'
import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import { fromTimestamp, timestampOrNull } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { operationView } from '../commands/operation-view.ts'
import { operationsOf } from '../commands/operations.repository.ts'
import { certificatesWith, findDeviceState } from '../device-state/device-state.repository.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { DeviceAccess } from './device-access.service.ts'
import { revocationStatus } from './revocation-status.policy.ts'
import { countApiTokens, delegationsOf, type KnownDevice } from './ssl-devices.repository.ts'

interface OverviewNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  planOf: Entitlements['planOf']
}

type Entered = Awaited<ReturnType<DeviceAccess['enter']>>

/** What is known of a device, for those who look after it. */
export function createOverviews({ db, clock, planOf }: OverviewNeeds) {
  return {
    async status({ device, caller }: Entered) {
      const [told, [last], plan] = await Promise.all([
        findDeviceState(db, device.id),
        operationsOf(db, device, Number.MAX_SAFE_INTEGER, 1),
        planOf(device, caller.licences),
      ])
      const certificates = told?.state.certificates ?? []
      const own = certificates.find(isOwn)
      return {
        deviceId: device.id,
        name: device.name,
        plan,
        lastSeenAt: timestampOrNull(device.lastSeenAt),
        toldAt: timestampOrNull(told?.toldAt ?? null),
        version: told?.state.version ?? null,
        policyVersion: told?.state.policy ?? null,
        certificate: own ?? null,
        others: certificates.filter((certificate) => certificate !== own),
        lastOperation: last ? operationView(last) : null,
      }
    },

    async advanced(device: KnownDevice) {
      const certificates = (await findDeviceState(db, device.id))?.state.certificates ?? []
      const delegated = await delegationsOf(db, device.id)
      return {
        ownDomains: delegated.map(({ name, target }) => ({ name, challengeName: challengeName(name), target })),
        wildcards: certificates.filter(({ names }) => names.some((name) => name.startsWith('*.'))),
        multiDomain: certificates.filter(({ names }) => names.length > 1 && !names.some((name) => name.startsWith('*.'))),
        monitors: certificates.flatMap(monitorsOf),
        alerts: certificates.flatMap(alertsOf),
        revocationStatus: await statusOf(device, certificates),
        apiTokens: await countApiTokens(db, device.teamId, clock.now()),
      }
    },
  }

  async function statusOf(device: KnownDevice, certificates: readonly ToldCertificate[]) {
    const serials = certificates.flatMap(({ current }) => current?.serial ?? [])
    const told = new Map((await certificatesWith(db, device.id, serials)).map((row) => [row.serial, row]))
    return certificates.flatMap(({ current }) => {
      const row = current && told.get(current.serial)
      if (!row) return []
      const revokedAt = row.revoked_at ?? (current.revokedAt === null ? null : fromTimestamp(current.revokedAt))
      return [revocationStatus({ serial: row.serial, pem: row.pem, revokedAt })]
    })
  }
}

export type Overviews = ReturnType<typeof createOverviews>

function isOwn({ kind }: DeviceState['certificates'][number]): boolean {
  return kind === 'device'
}

function monitorsOf({ names, current }: ToldCertificate) {
  return (current?.programs ?? []).map(({ label, address, verifiedAt }) => ({ certificate: names[0] ?? '', label, address, verifiedAt }))
}

function alertsOf({ names, failure }: ToldCertificate) {
  return failure === null ? [] : [{ certificate: names[0] ?? '', code: failure.code, sentence: failure.sentence, at: failure.at }]
}
