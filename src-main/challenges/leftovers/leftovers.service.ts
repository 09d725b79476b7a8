import { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { AgentDatabase } from '../../system/database/database.adapter.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { ChallengeSolver, ChallengeTask, ChallengeType } from '../challenge.port.ts'
import { type PublishedAnswer, publishedAnswerRepository } from './published-answer.repository.ts'

export interface LeftoverNeeds {
  db: AgentDatabase['db']
  clock: Clock
  log: Log
  solversFor(proof: ProofMethod): Promise<readonly ChallengeSolver[]>
}

/** A listener of our own ends with the process, and a lasting record is to stay. */
const staysBehind = (proof: ProofMethod, type: ChallengeType) => type === 'dns-01' || proof.via === 'http-webroot'

/** Nobody could take it away in all this time: whoever runs the place has, or the cloud has forgotten it. */
const longestMemory = 30 * day
const rest = 15 * minute

/** Knows what was published and not taken away, so that what a crash leaves behind goes at the next opportunity. */
export function createLeftovers({ db, clock, log, solversFor }: LeftoverNeeds) {
  const answers = publishedAnswerRepository(db)
  const resting = new Map<string, Instant>()
  let underWay: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined

  /** The solver, with each of its answers written down before it is published. */
  function remembering(certificateId: string, proof: ProofMethod, solver: ChallengeSolver): ChallengeSolver {
    const { type } = solver
    if (!staysBehind(proof, type)) return solver
    const answerTo = (task: ChallengeTask) => ({
      certificate_id: certificateId,
      proof: JSON.stringify(proof),
      type,
      task: JSON.stringify(task),
    })
    return {
      ...solver,
      async publish(task) {
        for (const answer of await outdated(answerTo(task), task)) await goThrough(answer)
        await answers.add({ ...answerTo(task), published_at: clock.now() })
        await solver.publish(task)
      },
      async remove(task) {
        await solver.remove(task)
        await answers.remove(answerTo(task))
      },
    }
  }

  /**
   * What a process published for the same challenge before it was killed, when the account's key has changed since: the
   * authority wants to see another answer in the same place now.
   */
  async function outdated(
    { certificate_id, type }: Pick<PublishedAnswer, 'certificate_id' | 'type'>,
    { keyAuthorization, token }: ChallengeTask,
  ) {
    const own = (await answers.of(certificate_id)).filter((answer) => answer.type === type)
    return own.filter((answer) => {
      const task = JSON.parse(answer.task) as ChallengeTask
      return task.token === token && task.keyAuthorization !== keyAuthorization
    })
  }

  async function takeAway(answer: PublishedAnswer): Promise<void> {
    const proof = ProofMethod.safeParse(JSON.parse(answer.proof)).data
    const task = JSON.parse(answer.task) as ChallengeTask
    const solvers = proof ? await solversFor(proof) : []
    const solver = solvers.find((each) => each.type === answer.type && (each.proves?.(task) ?? true))
    await solver?.remove(task)
    log.info('an answer that an earlier run left was taken away', { name: task.name, type: answer.type })
  }

  async function goThrough(answer: PublishedAnswer): Promise<void> {
    try {
      await takeAway(answer)
    } catch (error) {
      const lost = isRefusal(error, 'DNS_UPDATE_SERVER_UNKNOWN', 'NAME_NOT_YOURS', 'DEVICE_UNKNOWN', 'SECRET_UNREADABLE')
      if (!lost && clock.now() - answer.published_at < longestMemory) {
        log.warn('an answer that an earlier run left could not be taken away yet', { type: answer.type, error })
        resting.set(keyOf(answer), clock.now() + rest)
        return
      }
    }
    resting.delete(keyOf(answer))
    await answers.remove(answer)
  }

  /** When it may be tried; a rest longer than any is what a clock that was ahead left. */
  function dueAt(answer: PublishedAnswer): Instant {
    const restsUntil = resting.get(keyOf(answer)) ?? 0
    return restsUntil > clock.now() + rest ? clock.now() : Math.max(restsUntil, Math.min(answer.published_at, clock.now()))
  }

  return {
    remembering,
    /** For the scheduler: at once after a start, and from time to time while something cannot be taken away. */
    async tasks() {
      const left = await answers.left()
      if (left.length === 0) return []
      return [{ key: 'left-answers', at: Math.min(...left.map(dueAt)), run: takeAwayAll }]
    },
    takeAwayAll,
  }

  /** Each run asks for it when it ends. One goes through them at a time; who comes meanwhile waits for the next, all for the same. */
  function takeAwayAll(): Promise<void> {
    waiting ??= underWay.then(() => {
      waiting = undefined
      const pass = takeAwayDue()
      underWay = pass.catch(() => undefined)
      return pass
    })
    return waiting
  }

  async function takeAwayDue(): Promise<void> {
    await answers.noneFromAhead(clock.now())
    for (const answer of await answers.left()) if (dueAt(answer) <= clock.now()) await goThrough(answer)
  }
}

function keyOf({ certificate_id, proof, task, type }: PublishedAnswer): string {
  return JSON.stringify([certificate_id, proof, type, task])
}
