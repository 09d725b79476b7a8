import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import { createServedHere } from '../certificates/served-here.ts'
import { createDevicePage } from '../deploy-targets/device-page/device-page.adapter.ts'
import { devicePageSetting } from '../device/device.settings.ts'
import { createTlsProbe } from '../monitoring/tls-probe.adapter.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PolicyParts } from './policy-parts.ts'
import { chooseStore } from './store-parts.ts'
import { prepareTargets } from './target-parts.ts'

/** Where certificates go, who shows them, and how that is seen. */
export async function preparePlaces(base: Foundations, { enrolment }: CloudParts, mayUse: PolicyParts['mayUseTarget']) {
  const { clock, db, options, powershell } = base
  const { extraRootsPem, folder, mode, practice } = options
  const identity = { now: await enrolment.current() }
  const page = createDevicePage({
    preferredPort: (await settingsRepository(db).get(devicePageSetting)).port ?? undefined,
    facts: () => ({ name: identity.now?.name ?? '', team: identity.now?.team ?? '', practice }),
    clock,
  })
  const targets = prepareTargets({ ...base, page, mayUse })
  return {
    /** Who this device is, for its page. */
    identity,
    page,
    targets,
    targetsFor: targets.targetsFor,
    servedHere: createServedHere(mayUse),
    store: (options.store ?? chooseStore)({ folder, mode, clock, powershell }),
    probe: createTlsProbe({
      clock,
      extraRootsPem: extraRootsPem === undefined ? [] : [extraRootsPem],
      moreRootsPem: async () => (await authorityRootsRepository(db).all()).map(({ roots }) => roots),
    }),
  }
}

export type PlaceParts = Awaited<ReturnType<typeof preparePlaces>>
