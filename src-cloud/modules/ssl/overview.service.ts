import type { DeviceState, ToldCertificate } from '@mylzip/shared/cloud-api/device-state.ts'
import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import { fromTimestamp, timestampOrNull } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { operationView } from '../commands/operation-view.ts'
import { certificatesWith } from '../device-state/device-state.repository.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { Entered } from './device-access.service.ts'
import { revocationStatus } from './revocation-status.policy.ts'
import type { DeviceAndItsOwn, DeviceAndLatest } from './ssl-devices.repository.ts'

interface OverviewNeeds {
  db: Kysely<CloudTables>
  planOf: Entitlements['planOf']
}

/** What is known of a device, for those who look after it. */
export function createOverviews({ db, planOf }: OverviewNeeds) {
  return {
    async status({ device, caller }: Entered<DeviceAndLatest>) {
      const plan = await planOf(device, caller.licences)
      const certificates = device.state?.certificates ?? []
      const own = certificates.find(isOwn)
      return {
        deviceId: device.id,
        name: device.name,
        plan,
        lastSeenAt: timestampOrNull(device.lastSeenAt),
        toldAt: timestampOrNull(device.toldAt),
        version: device.state?.version ?? null,
        policyVersion: device.state?.policy ?? null,
        certificate: own ?? null,
        others: certificates.filter((certificate) => certificate !== own),
        lastOperation: device.lastOperation && operationView(device.lastOperation),
      }
    },

    async advanced(device: DeviceAndItsOwn) {
      const certificates = device.state?.certificates ?? []
      return {
        ownDomains: device.delegations.map(({ name, target }) => ({ name, challengeName: challengeName(name), target })),
        wildcards: certificates.filter(({ names }) => names.some((name) => name.startsWith('*.'))),
        multiDomain: certificates.filter(({ names }) => names.length > 1 && !names.some((name) => name.startsWith('*.'))),
        monitors: certificates.flatMap(monitorsOf),
        alerts: certificates.flatMap(alertsOf),
        revocationStatus: await statusOf(device.id, certificates),
        apiTokens: device.apiTokens ?? 0,
      }
    },
  }

  async function statusOf(deviceId: string, certificates: readonly ToldCertificate[]) {
    const serials = certificates.flatMap(({ current }) => current?.serial ?? [])
    const told = new Map((await certificatesWith(db, deviceId, serials)).map((row) => [row.serial, row]))
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
