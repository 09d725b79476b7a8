import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { DeviceTeamUsage } from '@mylzip/shared/cloud-api/licences.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Licence } from './licence.service.ts'
import { viewLicence } from './licence-view.policy.ts'

interface Needs {
  licence: Pick<Licence, 'latest'>
  cloud: { licences: Pick<CloudClient['licences'], 'ofDevice'> }
  log: Log
  /** Resolves when the cloud has had time enough to answer somebody who waits. */
  patience(): Promise<unknown>
}

/** What a person reads of the licence. What the cloud does not say in time, or does not know yet, is left out. */
export function createLicenceView({ licence, cloud, log, patience }: Needs): () => Promise<DeviceLicence> {
  async function told(): Promise<DeviceTeamUsage | undefined> {
    const asked = cloud.licences.ofDevice().catch((error: unknown) => {
      if (!isRefusal(error, 'NOT_ENROLLED')) log.info('the cloud did not say what the team uses of its plan', { error })
      return undefined
    })
    return Promise.race([asked, patience().then(() => undefined)])
  }

  async function view(): Promise<DeviceLicence> {
    const [{ licence: known, at }, usage] = await Promise.all([licence.latest(), told()])
    return viewLicence(known, usage, at)
  }

  let underWay: Promise<DeviceLicence> | undefined
  // Whoever asks while it is asked gets the same answer: the cloud counts what a device asks, renewals included.
  return () => {
    underWay ??= view().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
