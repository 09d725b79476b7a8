import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import { isServedHere } from '../certificates/programs.policy.ts'
import { createDevicePage } from '../deploy-targets/device-page/device-page.adapter.ts'
import { devicePageSetting } from '../device/device.settings.ts'
import { createTlsProbe } from '../monitoring/tls-probe.adapter.ts'
import type { RunTools } from '../renewals/run-context.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PolicyParts } from './policy-parts.ts'
import { chooseStore } from './store-parts.ts'

/** Where certificates go, who shows them, and how that is seen. */
export async function preparePlaces(
  { clock, db, options, powershell }: Foundations,
  { enrolment }: CloudParts,
  mayUse: PolicyParts['mayUseTarget'],
) {
  const { extraRootsPem, folder, mode, practice } = options
  const identity = { now: await enrolment.current() }
  const page = createDevicePage({
    preferredPort: (await settingsRepository(db).get(devicePageSetting)).port ?? undefined,
    facts: () => ({ name: identity.now?.name ?? '', team: identity.now?.team ?? '', practice }),
    clock,
  })
  const targetsFor: RunTools['targetsFor'] = (certificate) => (isServedHere(certificate) ? [page].filter(mayUse) : [])
  return {
    /** Who this device is, for its page. */
    identity,
    page,
    targetsFor,
    store: (options.store ?? chooseStore)({ folder, mode, clock, powershell }),
    probe: createTlsProbe({
      clock,
      extraRootsPem: extraRootsPem === undefined ? [] : [extraRootsPem],
      moreRootsPem: async () => (await authorityRootsRepository(db).all()).map(({ roots }) => roots),
    }),
  }
}

export type PlaceParts = Awaited<ReturnType<typeof preparePlaces>>
