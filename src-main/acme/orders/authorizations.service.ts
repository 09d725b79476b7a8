import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ChallengeSolver, ChallengeTask } from '../../challenges/challenge.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Account } from '../accounts/account.service.ts'
import type { AcmeSession } from '../session/acme-session.port.ts'
import { refusalOf } from '../session/problem.policy.ts'
import { readProblem } from '../session/problem.ts'
import { Authorization, type Challenge } from '../session/resources.ts'
import type { Wait } from './wait.port.ts'

export interface ReadAuthorization extends Authorization {
  retryAfterMs: number | undefined
}

export interface Authorizations {
  read(url: string): Promise<ReadAuthorization>
  /** Brings one authorization to `valid` (RFC 8555 §7.5.1), wherever a killed process left it. */
  prove(url: string, solver: ChallengeSolver): Promise<void>
}

export interface AuthorizationNeeds {
  session: AcmeSession
  account: Account
  wait: Wait
  log: Log | undefined
}

export function createAuthorizations({ session, account, wait, log }: AuthorizationNeeds): Authorizations {
  async function read(url: string): Promise<ReadAuthorization> {
    const answer = await account.post(url, null)
    if (answer.status !== 200) throw session.objection(answer, { stage: 'known-order' })
    return { ...session.read(answer, Authorization), retryAfterMs: answer.retryAfterMs }
  }

  async function prove(url: string, solver: ChallengeSolver): Promise<void> {
    const found = await read(url)
    if (found.status !== 'pending') return settle(found)
    const name = found.identifier.value
    const challenge = found.challenges.find(({ type }) => type === solver.type)
    if (!challenge) throw new Refusal('ACME_CHALLENGE_UNAVAILABLE', { name })
    const task = { name, token: challenge.token, keyAuthorization: await account.keyAuthorization(challenge.token) }
    try {
      await solver.publish(task)
      // One that is processing was told before this process was killed; the CA refuses to be told twice.
      const told = challenge.status === 'pending' ? await tell(url, challenge, name) : undefined
      settle(
        await wait(
          `it is checking ${name}`,
          told,
          ({ status }) => status !== 'pending',
          () => read(url),
        ),
      )
    } finally {
      await takeAway(solver, task)
    }
  }

  /** Tells the CA to look. What it says against that counts only when it is not looking already. */
  async function tell(url: string, challenge: Challenge, name: string): Promise<ReadAuthorization | undefined> {
    const answer = await account.post(challenge.url, {})
    if (answer.status < 300) return undefined
    const now = await read(url)
    const underWay = now.status !== 'pending' || now.challenges.some((each) => each.url === challenge.url && each.status !== 'pending')
    if (underWay) return now
    throw session.objection(answer, { stage: 'known-order', names: [name] })
  }

  async function takeAway(solver: ChallengeSolver, task: ChallengeTask): Promise<void> {
    await solver
      .remove(task)
      .catch((error: unknown) => log?.warn('a challenge’s answer could not be taken away', { name: task.name, error }))
  }

  return { read, prove }
}

/** Nothing when it is valid; else why it will never be. */
function settle({ status, identifier, challenges }: ReadAuthorization): void {
  if (status === 'valid') return
  const name = identifier.value
  if (status !== 'invalid') throw new Refusal('ACME_ORDER_LOST', { name, status })
  throw validationRefusal(name, challenges)
}

/** Why the CA did not believe the proof, from the challenge that bears an error (RFC 8555 §8.2). */
export function validationRefusal(name: string, challenges: Challenge[]): Refusal {
  const failed = challenges.find(({ error }) => error !== undefined && error !== null)
  const problem = readProblem(failed?.error) ?? { type: '', detail: 'it does not say why.', identifier: undefined, subproblems: [] }
  return refusalOf({ status: 400, problem, stage: 'validation', names: [name], retryAt: undefined })
}
