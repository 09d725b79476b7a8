import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { CertificateAuthority } from '../acme/authority.port.ts'
import { blamesNames, isFailedProof } from '../acme/refusal-meaning.policy.ts'
import { namesOf } from '../certificates/certificate.repository.ts'
import { runRepository } from '../certificates/run.repository.ts'
import type { ChallengeSolver } from '../challenges/challenge.port.ts'
import type { RunContext } from './run-context.ts'

/** Said by the staging directory, or by what lies on the way to it. */
const aboutStaging = /^(ACME|PROXY|CLOCK)_/

/**
 * After a proof that failed, the names are proven to the authority's staging directory first, where a failure costs
 * nothing: five failures an hour are all that Let's Encrypt grants a name. What else goes wrong at staging says nothing.
 */
export async function rehearse(context: RunContext): Promise<void> {
  const { authorities, certificate, clock, db, log, run, solversFor, stagingOf } = context
  const staging = await stagingOf(context.directoryUrl)
  if (staging === undefined || run.rehearsed_at !== null || !(await lastProofFailed(context))) return
  try {
    const solvers = [await solversFor(certificate)].flat().filter(leavesNothing)
    if (solvers.length === 0) return
    await proveAt(await authorities.at(staging), solvers, context)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // What keeps this device from proving anything would keep it from it at the authority too.
    if (!aboutStaging.test(error.code)) throw error
    // The authority itself would say the same.
    if (blamesNames(error.code)) throw new Refusal(error.code, { ...error.data, rehearsedAt: staging }, { cause: error })
    log.info('the proof could not be rehearsed', { code: error.code, directory: staging })
    return
  }
  await runRepository(db).update(run.id, { rehearsed_at: clock.now() })
}

/** A lasting record would permit staging's account, which nobody else knows, and stay in the person's zone. */
const leavesNothing = ({ type }: ChallengeSolver) => type !== 'dns-persist-01'

/** Whether a refusal came from a rehearsal, and so did not count at the authority itself. */
export function wasRehearsed({ data }: Refusal): boolean {
  return data.rehearsedAt !== undefined
}

/** Since the last success, and not rehearsed since: other failures in between do not make it forgotten. */
async function lastProofFailed({ db, run }: RunContext): Promise<boolean> {
  for (let earlier = await runRepository(db).before(run); earlier; earlier = await runRepository(db).before(earlier)) {
    if (earlier.status === 'succeeded' || earlier.rehearsed_at !== null) return false
    if (earlier.failure_code !== null && isFailedProof(earlier.failure_code)) return true
  }
  return false
}

/** A rehearsal that a killed process began is gone on with, unless its order has ended. */
async function proveAt(authority: CertificateAuthority, solvers: readonly ChallengeSolver[], context: RunContext): Promise<void> {
  const { certificate, db, permitAccount, run } = context
  const names = namesOf(certificate)
  const begun = run.rehearsal_order_url
  await authority.prepareAccount()
  await permitAccount(names, authority.orderingAccount)
  try {
    if (begun !== null) return await authority.authorize(begun, solvers, names)
  } catch (error) {
    if (!isRefusal(error, 'ACME_ORDER_LOST')) throw error
  }
  const order = await authority.order({ names, profile: undefined, replaces: undefined })
  await runRepository(db).update(run.id, { rehearsal_order_url: order })
  await authority.authorize(order, solvers, names)
}
