import { createAuthService } from '../modules/auth/auth.service.ts'
import { createCommandBells } from '../modules/commands/command-bell.ts'
import { createCommands } from '../modules/commands/commands.service.ts'
import { createDeviceStates } from '../modules/device-state/device-state.service.ts'
import { createAuditHeadsService } from '../modules/devices/audit-heads.service.ts'
import { createDevicesService } from '../modules/devices/devices.service.ts'
import { createReportsService } from '../modules/devices/reports.service.ts'
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
  { db, clock, random, audit, metrics, zones, publicUrl }: Foundations,
  { access, entitlements }: Pick<TeamParts, 'access' | 'entitlements'>,
  { publishing }: Pick<NameParts, 'publishing'>,
  options: Pick<CloudOptions, 'signingKeys' | 'listen' | 'quotas' | 'mostListeners'>,
) {
  const ground = { db, clock, random }
  const audience = `${publicUrl}/api/auth/token`
  const accessTokens = await createAccessTokens({ keys: options.signingKeys, issuer: publicUrl, clock, random })
  const bells = createCommandBells(options.listen)
  measureFleet(metrics, { db, clock })
  metrics.devicesWaiting(bells.waiting)
  return {
    auth: createAuthService({ db, clock, accessTokens, audience }),
    devices: createDevicesService({ ...ground, zones, audience, publishing }),
    reports: createReportsService({ db, clock }),
    auditHeads: createAuditHeadsService({ db, clock }),
    deviceStates: createDeviceStates({ db, clock, zones }),
    deviceAccess: createDeviceAccess(db, access),
    bells,
    commands: createCommands({ ...ground, audit, bells, mostListeners: options.mostListeners }),
    give: createGiveCommand({ ...ground, audit, publishing }),
    operations: createOperations(db, access),
    overviews: createOverviews({ db, clock, planOf: entitlements.planOf }),
    quotaLedger: createQuotaLedger({ ...ground, zones, quotas: options.quotas ?? usualQuotas }),
  }
}

export type DeviceParts = Awaited<ReturnType<typeof gatherDevices>>
