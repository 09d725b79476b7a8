import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ChallengeSolver, ChallengeTask, Identifier, Solvers } from '../../challenges/challenge.port.ts'
import { chooseChallenge, solversOf } from '../../challenges/choice.policy.ts'
import type { Log } from '../../system/log/log.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { Account } from '../accounts/account.service.ts'
import type { AcmeSession } from '../session/acme-session.port.ts'
import { refusalOf } from '../session/problem.policy.ts'
import { readProblem } from '../session/problem.ts'
import { Authorization, type Challenge, type Order } from '../session/resources.ts'
import { objectionToKnown } from './known-order.ts'
import { identifierOf } from './order-names.policy.ts'
import type { PublishedTogether } from './published-together.ts'
import type { Wait } from './wait.port.ts'

export interface ReadAuthorization extends Authorization {
  retryAfterMs: number | undefined
}

export interface Authorizations {
  read(url: string): Promise<ReadAuthorization>
  /** Brings one authorization of the order to `valid` (RFC 8555 §7.5.1), wherever a killed process left it. */
  prove(url: string, solvers: Solvers, order: Pick<Order, 'identifiers'>, together: PublishedTogether): Promise<void>
}

type Chosen = NonNullable<ReturnType<typeof chooseChallenge<Challenge>>>

interface Proven {
  url: string
  identifier: Identifier
  company: ReturnType<PublishedTogether['of']>
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
    if (answer.status !== 200) throw await objectionToKnown(answer, { session, account })
    return { ...session.read(answer, Authorization), retryAfterMs: answer.retryAfterMs }
  }

  async function prove(url: string, solvers: Solvers, order: Pick<Order, 'identifiers'>, together: PublishedTogether): Promise<void> {
    const found = await read(url)
    const identifier = identifierOf(found, order)
    const company = together.of(identifier.name)
    try {
      if (found.status !== 'pending') return settle(found)
      const chosen = chooseChallenge(choosable(found.challenges), identifier, solvers)
      if (!chosen) throw unavailable(found.challenges, identifier, solvers)
      await account.holdingKey(() => proveBy(chosen, { url, identifier, company }))
    } finally {
      company.done()
    }
  }

  async function proveBy({ challenge, solver }: Chosen, { url, identifier, company }: Proven): Promise<void> {
    const { name } = identifier
    const task = { ...identifier, ...(await taskFrom(challenge)) }
    try {
      await solver.publish(task)
      company.done()
      await company.published()
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

  async function taskFrom({ type, token = '', 'issuer-domain-names': issuers = [] }: Challenge) {
    const accountUrl = await account.url()
    // Its record stays, and permits whoever it names.
    if (type === 'dns-persist-01' && !(await account.isAtAuthority(accountUrl)))
      throw new Refusal('ACME_PROTOCOL', { detail: 'the account that a lasting record would permit is another authority’s' })
    return { token, keyAuthorization: await account.keyAuthorization(token), accountUrl, issuers }
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

/** One that is under way already was chosen before this process was killed: another would be a second attempt. */
function choosable(challenges: Challenge[]): Challenge[] {
  const underWay = challenges.filter(({ status }) => status === 'processing')
  return underWay.length > 0 ? underWay : challenges
}

function unavailable(challenges: Challenge[], identifier: Identifier, solvers: Solvers): Refusal {
  const list = (types: string[]) => oneLine([...new Set(types)].join(', ')) || 'nothing'
  return new Refusal('ACME_CHALLENGE_UNAVAILABLE', {
    name: identifier.wildcard ? `*.${identifier.name}` : identifier.name,
    offered: list(challenges.map(({ type }) => type)),
    usable: list(solversOf(solvers, identifier).map(({ type }) => type)),
  })
}

/** Nothing when it is valid; else why it will never be. */
function settle({ status, identifier, challenges }: ReadAuthorization): void {
  if (status === 'valid') return
  const name = oneLine(identifier.value)
  if (status !== 'invalid') throw new Refusal('ACME_ORDER_LOST', { name, status })
  throw validationRefusal(name, challenges)
}

/**
 * Why the CA did not believe the proof, from the challenge that bears an error (RFC 8555 §8.2). `failedProofs` are the names
 * that it counts a failure against, whatever the reason.
 */
export function validationRefusal(name: string, challenges: Challenge[]): Refusal {
  const failed = challenges.find(({ error }) => error !== undefined && error !== null)
  const problem = readProblem(failed?.error) ?? {
    type: '',
    detail: 'it does not say why.',
    page: undefined,
    identifier: undefined,
    subproblems: [],
  }
  const { code, data, cause } = refusalOf({ status: 400, problem, stage: 'validation', names: [name], retryAt: undefined })
  return new Refusal(code, { ...data, failedProofs: name }, { cause })
}
