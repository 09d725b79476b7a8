import { createRaiseAlert } from '../modules/alerts/raise-alert.ts'
import { createAuthService } from '../modules/auth/auth.service.ts'
import { createCommandBells } from '../modules/commands/command-bell.ts'
import { createCommands } from '../modules/commands/commands.service.ts'
import { createApprovals } from '../modules/device-authorization/approvals.service.ts'
import { createDeviceAuthorization } from '../modules/device-authorization/device-authorization.service.ts'
import { createDeviceStates } from '../modules/device-state/device-state.service.ts'
import { createArrivals } from '../modules/devices/arrivals.service.ts'
import { createAuditHeadsService } from '../modules/devices/audit-heads.service.ts'
import { createDeviceMoves } from '../modules/devices/device-moves.service.ts'
import { createDeviceNames } from '../modules/devices/device-names.ts'
import { createDevicePlaces } from '../modules/devices/device-places.ts'
import { createDevicesService } from '../modules/devices/devices.service.ts'
import { createEnrolment } from '../modules/devices/enrolment.service.ts'
import { createChangeKey } from '../modules/devices/key-change.service.ts'
import { createLastSeen } from '../modules/devices/last-seen.service.ts'
import { createReportsService } from '../modules/devices/reports.service.ts'
import { createTeamDevices } from '../modules/devices/team-devices.service.ts'
import { createEnrolmentTokens } from '../modules/enrolment-tokens/enrolment-tokens.service.ts'
import { createDevicePolicies } from '../modules/policies/device-policies.service.ts'
import { createQuotaLedger } from '../modules/quota/quota.service.ts'
import { usualQuotas } from '../modules/quota/quotas.policy.ts'
import { createDeviceAccess } from '../modules/ssl/device-access.service.ts'
import { createGiveCommand } from '../modules/ssl/give-command.service.ts'
import { createOperations } from '../modules/ssl/operations.service.ts'
import { createOverviews } from '../modules/ssl/overview.service.ts'
import { createAccessTokens } from '../plugins/access-tokens.ts'
import { measureFleet } from '../plugins/metrics/fleet-metrics.ts'
import type { CloudOptions } from './cloud-options.ts'
import type { Foundations } from './foundations.ts'
import type { NameParts } from './name-parts.ts'
import type { TeamParts } from './team-parts.ts'

/** Devices: how they come in, what they tell, and what they are told to do. */
export async function gatherDevices(
  { db, clock, random, audit, metrics, outbox, tries, zones, publicUrl }: Foundations,
  { access, entitlements }: Pick<TeamParts, 'access' | 'entitlements'>,
  { publishing }: Pick<NameParts, 'publishing'>,
  options: Pick<CloudOptions, 'signingKeys' | 'licenceKeys' | 'listen' | 'quotas' | 'mostListeners'>,
) {
  const ground = { db, clock, random }
  const audience = `${publicUrl}/api/auth/token`
  const accessTokens = await createAccessTokens({ keys: options.signingKeys, issuer: publicUrl, clock, random })
  const bells = createCommandBells(options.listen, options.mostListeners)
  measureFleet(metrics, { db, clock })
  metrics.devicesWaiting(bells.waiting)
  const names = createDeviceNames({ clock, random, zones })
  const places = createDevicePlaces({ clock, audit, publishing })
  const lettingIn = { db, clock, audit, names, places, publishing }
  const moves = createDeviceMoves({ ...lettingIn, zones })
  const deviceAccess = createDeviceAccess(db, access, clock)
  const lastSeen = createLastSeen({ db, clock })
  const arrivals = createArrivals({ db, clock, audit, tries, raiseAlert: createRaiseAlert({ audit, outbox, random }) })
  return {
    auth: createAuthService({ db, clock, accessTokens, audience, arrivals, lastSeen }),
    lastSeen,
    moves,
    devices: createDevicesService({ ...ground, enrol: createEnrolment({ ...lettingIn, audience }), moves }),
    deviceAuthorization: createDeviceAuthorization({ ...ground, tries, names, publicUrl, audience }),
    approvals: createApprovals({ ...lettingIn, tries }),
    changeKey: createChangeKey({ db, tries }),
    teamDevices: createTeamDevices(db),
    enrolmentTokens: createEnrolmentTokens({ ...ground, audit, entitlements }),
    reports: createReportsService({ db, clock }),
    auditHeads: createAuditHeadsService({ db, clock }),
    deviceStates: createDeviceStates({ db, clock, zones }),
    devicePolicies: await createDevicePolicies({ db, clock, keys: options.licenceKeys ?? options.signingKeys, issuer: publicUrl }),
    deviceAccess,
    bells,
    commands: createCommands({ ...ground, audit, bells }),
    give: createGiveCommand({ ...ground, audit, publishing }),
    operations: createOperations(db, access, deviceAccess),
    overviews: createOverviews({ db, planOf: entitlements.planOf }),
    quotaLedger: createQuotaLedger({ ...ground, zones, quotas: options.quotas ?? usualQuotas }),
  }
}

export type DeviceParts = Awaited<ReturnType<typeof gatherDevices>>
