import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { DeviceTeamUsage } from '@mylzip/shared/cloud-api/licences.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { KnownLicence } from './licence.policy.ts'
import type { Licence } from './licence.service.ts'
import { viewLicence } from './licence-view.policy.ts'

interface Needs {
  licence: Pick<Licence, 'known' | 'latest'>
  cloud: { licences: Pick<CloudClient['licences'], 'ofDevice'> }
  clock: Clock
  log: Log
  /** Resolves when the cloud has had time enough to answer somebody who waits. */
  patience(): Promise<unknown>
}

/** What the cloud said last, or that it said nothing, and of which licence that was. */
interface Answer {
  usage: DeviceTeamUsage | undefined
  of: string
  askedAt: Instant
  /** ms. */
  holdsFor: number
}

/** How long (ms) an answer does for whoever asks next: everybody who signs in may ask, and the cloud counts what a device asks. */
const answerHolds = minute
/** Somebody waits for another one: for the cloud to be there again, or for the licence that they are just buying. */
const waitedForHolds = 10 * second

/** What a person reads of the licence. What the cloud does not say in time, or does not know yet, is left out. */
export function createLicenceView({ licence, cloud, clock, log, patience }: Needs): () => Promise<DeviceLicence> {
  let last: Answer | undefined

  /** Undefined: there was nobody to ask. */
  async function told(): Promise<Pick<Answer, 'usage'> | undefined> {
    const silence = { usage: undefined }
    const asked = cloud.licences.ofDevice().then(
      (usage) => ({ usage }),
      (error: unknown) => {
        if (isRefusal(error, 'NOT_ENROLLED')) return undefined
        log.info('the cloud did not say what the team uses of its plan', { error })
        return silence
      },
    )
    return Promise.race([asked, patience().then(() => silence)])
  }

  async function view(): Promise<DeviceLicence> {
    const now = await licence.known()
    if (last && holds(last, now.licence, clock.now())) return viewLicence(now.licence, last.usage, now.at)
    const askedAt = clock.now()
    const [{ licence: known, at }, answer] = await Promise.all([licence.latest(), told()])
    const shown = viewLicence(known, answer?.usage, at)
    const holdsFor = answer?.usage === undefined || shown.plan === 'free' ? waitedForHolds : answerHolds
    last = answer && { ...answer, of: nameOf(known), askedAt, holdsFor }
    return shown
  }

  let underWay: Promise<DeviceLicence> | undefined
  // Whoever asks while it is asked gets the same answer.
  return () => {
    underWay ??= view().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

/** Not any more once another licence came: it was bought, or ended, or the device was enrolled elsewhere. Nor once the clock was set back. */
function holds({ askedAt, holdsFor, of }: Answer, known: KnownLicence, now: Instant): boolean {
  const age = now - askedAt
  return of === nameOf(known) && age >= 0 && age < holdsFor
}

const nameOf = (known: KnownLicence) => JSON.stringify(known ?? null)
