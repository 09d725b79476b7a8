import { hour, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { RenewalWindow } from './authority.port.ts'
import { renewalWindowOf } from './renewal-window.policy.ts'
import type { AcmeSession, Answer } from './session/acme-session.port.ts'
import { readProblem } from './session/problem.ts'
import { RenewalInfo } from './session/resources.ts'

/** Addresses of renewal information have changed under clients that kept the directory: it is read again for each scan. */
const directoryAge = 10 * minute
const defaultPause = 6 * hour

/** ARI, RFC 9773 §4: unauthenticated, and nothing that may keep a renewal from happening. */
export function createRenewalInformation({ session, clock, log }: { session: AcmeSession; clock: Clock; log: Log | undefined }) {
  async function ask(certificateId: string, maxAgeMs: number): Promise<Answer | undefined> {
    const { renewalInfo } = await session.directory(maxAgeMs)
    return renewalInfo ? session.get(`${renewalInfo.replace(/\/$/, '')}/${certificateId}`) : undefined
  }

  return async (certificateId: string): Promise<RenewalWindow | undefined> => {
    const first = await ask(certificateId, directoryAge)
    const answer = first?.status === 404 ? await ask(certificateId, 0) : first
    if (!answer) return undefined
    const page = session.pageRefusal(answer)
    if (page) throw page
    if (doesNotKnow(answer)) return undefined
    if (answer.status !== 200) throw session.objection(answer, { stage: 'other' })
    const window = renewalWindowOf(session.read(answer, RenewalInfo), clock.now(), answer.retryAfterMs ?? defaultPause)
    if (!window) log?.warn('the certificate authority suggests a renewal window that makes no sense', { certificateId })
    return window
  }
}

/**
 * 404 by the RFC; CAs say 400 as well when the certificate is another CA's. Anything else in the 400s that is no problem
 * document is a filter's word, or a page's, and takes back nothing that the CA has suggested.
 */
function doesNotKnow({ status, data }: Answer): boolean {
  if (status === 404) return true
  return status >= 400 && status < 500 && status !== 429 && (readProblem(data)?.type ?? '') !== ''
}
