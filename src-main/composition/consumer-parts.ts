import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { type TargetRow, targetKey, targetRepository } from '../certificates/target.repository.ts'
import { createConsumers } from '../consumers/consumers.service.ts'
import type { UseReader } from '../consumers/named-use.port.ts'
import type { FoundBefore, SetUpTarget } from '../consumers/set-up-target.port.ts'
import { createStoreUses } from '../consumers/store-uses.ts'
import { createUseMap } from '../consumers/use-map.service.ts'
import { createStoreSearch } from '../consumers/windows/store-search.adapter.ts'
import { createUseReaders } from '../consumers/windows/use-readers.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { PowerShell } from '../system/powershell/powershell.port.ts'
import type { AgentOptions } from './agent-options.ts'
import type { Foundations } from './foundations.ts'
import type { PlaceParts } from './place-parts.ts'

/** By way of Windows' own PowerShell, where there is one. */
export type ReadersOf = (powershell: PowerShell | undefined, log: Log) => UseReader[]

/** Elsewhere than on Windows programs name files, and follow what lies there. */
const systemReaders: ReadersOf = (powershell, log) =>
  powershell
    ? createUseReaders(powershell, (kind, unreadable) =>
        log.warn('a program’s configuration could not be made anything of', { kind, unreadable }),
      )
    : []

type Needs = Pick<Foundations, 'clock' | 'db' | 'powershell'> &
  Pick<PlaceParts, 'store' | 'targetsFor'> & { options: Pick<AgentOptions, 'useReaders'>; log: Log }

/** Which programs of this machine use which certificate. */
export function prepareConsumers({ clock, db, log, options, powershell, store, targetsFor }: Needs) {
  const readers = (options.useReaders ?? systemReaders)(powershell, log)
  async function targets(): Promise<SetUpTarget[]> {
    const found: SetUpTarget[] = []
    for (const certificate of await certificateRepository(db).list()) {
      const rows = await targetRepository(db).ofCertificate(certificate.id)
      // Who is told of what is still to come: what one was taken back from does not matter then.
      for (const target of await targetsFor(certificate, Number.MAX_SAFE_INTEGER))
        found.push(
          asSetUp(
            certificate.id,
            target,
            rows.find((row) => targetKey(row) === target.id),
          ),
        )
    }
    return found
  }
  async function foundBefore(): Promise<FoundBefore[]> {
    const rows = await targetRepository(db).all()
    return rows.flatMap(({ found_thumbprint: thumbprint, kind, label }) => (thumbprint === null ? [] : [{ kind, label, thumbprint }]))
  }
  const search = powershell && createStoreSearch(powershell)
  const map = createUseMap({ db, clock, store, readers, targets, search })
  const lookedAt: DeployTargetKind[] = ['device-page', 'files', 'script', ...readers.map(({ kind }) => kind)]
  return { useMap: map, uses: createStoreUses(map, foundBefore), consumers: createConsumers({ db, map, lookedAt }) }
}

export type ConsumerParts = ReturnType<typeof prepareConsumers>

/** Without a row: the device page, which nobody sets up. */
function asSetUp(certificateId: string, target: DeployTarget, row: TargetRow | undefined): SetUpTarget {
  if (!row) return { certificateId, kind: 'device-page', target }
  const settings = TargetSettings.safeParse(JSON.parse(row.settings)).data
  // Whoever only looks starts no program: what a script was given last is what it uses.
  const bound = row.kind === 'script' ? async () => row.given_thumbprint ?? undefined : target.bound
  return { certificateId, kind: row.kind, settings, target: { id: target.id, label: target.label, bound, address: target.address } }
}
