import { createKeeper, type Keeper } from '#main/renewals/keeper.service.ts'
import type { StartedPebble } from './pebble.ts'
import { type RenewalBench, startRenewalBench } from './renewal-bench.ts'

/** An agent's renewals with a certificate for store.myl.test in use, and what keeps it in its place. */
export async function startKeptCertificate(pebble: StartedPebble): Promise<{ bench: RenewalBench; keeper: Keeper; id: string }> {
  const bench = await startRenewalBench({ directories: [pebble.directoryUrl], extraRootsPem: pebble.rootPem, solver: pebble.solver() })
  const keeper = createKeeper({ ...bench, isBusy: async () => false, stopping: () => false })
  return { bench, keeper, id: await bench.ordered(['store.myl.test']) }
}
