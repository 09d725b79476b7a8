import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { createConsumers } from '../consumers/consumers.service.ts'
import type { UseReader } from '../consumers/named-use.port.ts'
import type { SetUpTarget } from '../consumers/set-up-target.port.ts'
import { createStoreUses } from '../consumers/store-uses.ts'
import { createUseMap } from '../consumers/use-map.service.ts'
import { createStoreSearch } from '../consumers/windows/store-search.adapter.ts'
import { createUseReaders } from '../consumers/windows/use-readers.ts'
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
    const certificates = await certificateRepository(db).list()
    return certificates.flatMap((row) => targetsFor(row).map((target) => ({ certificateId: row.id, kind: 'device-page' as const, target })))
  }
  const search = powershell && createStoreSearch(powershell)
  const map = createUseMap({ db, clock, store, readers, targets, search })
  const lookedAt: DeployTargetKind[] = ['device-page', ...readers.map(({ kind }) => kind)]
  return { useMap: map, uses: createStoreUses(map, targets), consumers: createConsumers({ db, map, lookedAt }) }
}

export type ConsumerParts = ReturnType<typeof prepareConsumers>
