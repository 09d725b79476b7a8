import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { isIssued, versionRepository } from '#main/certificates/version.repository.ts'
import type { Log } from '#main/system/log/log.port.ts'
import { randomFrom } from '../seeded-random.ts'
import { type FleetAgent, type FleetAgentNeeds, openFleetAgent } from './fleet-agent.ts'
import type { Life } from './habits.ts'
import { isIn } from './spans.ts'
import { createWakingTimers } from './waking-timers.ts'

export interface Machine {
  name: string
  life: Life
  profile: string
  userAgent: string
  isOnline(at: Instant): boolean
  /** Looks into the agent's folder when the fleet's time is over. */
  examine(): Promise<Examined>
  /** What went wrong that nobody expected. */
  errors: string[]
}

/** What the agent has written down. */
export interface Examined {
  /** certIDs of all the versions that were issued, in order. */
  issued: (string | null)[]
  /** Whether the store says that the last of them is the current one. */
  isCurrent: boolean
  /** Whether the audit log is whole. */
  intact: boolean
  /** Runs by how they ended: `succeeded`, or with which code. */
  runs: Record<string, number>
}

interface Needs extends Pick<FleetAgentNeeds, 'world' | 'authority' | 'leavesOutLooks'> {
  index: number
  seed: number
  folder: string
  life: Life
  profile: string
}

/** One machine, as it wakes, sleeps, is shut down and has its clock set; all that follows is the agent's own doing. */
export function placeMachine({ index, seed, folder, life, profile, world, authority, leavesOutLooks }: Needs): Machine {
  const name = `desk-${index}.acme.myl.test`
  const userAgent = `MyLZip-SSL-fleet/${index}`
  const [random, randomOnTheWay] = [randomFrom(seed + index), randomFrom(seed - 1 - index)]
  const own = join(folder, `desk-${index}`)
  mkdirSync(own, { recursive: true })
  mkdirSync(authority.webroot(name), { recursive: true })
  const errors: string[] = []
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (message, facts) => errors.push(`${message}: ${facts && 'error' in facts ? String(facts.error) : ''}`),
    with: () => log,
  }
  let ahead = 0
  const clock = { now: () => Math.floor(world.now() + ahead) }
  const timers = createWakingTimers(world, clock)
  let agent: FleetAgent | undefined

  const open = () =>
    openFleetAgent({ world, authority, folder: own, clock, timers, random, randomOnTheWay, log, userAgent, leavesOutLooks })
  const doing = (work: () => Promise<void>) => () => void world.working(work).catch((error: unknown) => errors.push(String(error)))

  async function begin(): Promise<void> {
    timers.wake()
    agent = await open()
    await agent.order(name, profile)
    agent.start()
  }

  async function wake(): Promise<void> {
    timers.wake()
    if (!life.shutsDown) return
    agent = await open()
    agent.start()
  }

  async function sleep(): Promise<void> {
    authority.disconnect(userAgent)
    timers.sleep()
    if (life.shutsDown) await end()
  }

  async function end(): Promise<void> {
    await agent?.kill()
    agent = undefined
  }

  for (const { from, ahead: then } of life.clock) {
    world.at(from, () => {
      ahead = then
      timers.clockWasSet()
    })
  }
  life.awake.forEach(({ from, to }, at) => {
    world.at(from, doing(at === 0 ? begin : wake))
    world.at(to, doing(sleep))
  })

  return {
    name,
    life,
    profile,
    userAgent,
    isOnline: (at) => isIn(life.online, at),
    async examine() {
      await end()
      const looked = await open()
      const examined = await whatLiesIn(looked, name)
      await looked.kill()
      return examined
    },
    errors,
  }
}

async function whatLiesIn({ audit, db, store }: FleetAgent, name: string): Promise<Examined> {
  const [certificate] = await certificateRepository(db).list()
  const issued = certificate ? (await versionRepository(db).all(certificate.id)).filter(isIssued) : []
  const { intact } = await audit.verify()
  const ends = (await db.selectFrom('runs').select(['status', 'failure_code']).execute()).map((run) => run.failure_code ?? run.status)
  const runs: Record<string, number> = {}
  for (const end of ends) runs[end] = (runs[end] ?? 0) + 1
  return { issued: issued.map(({ ari_id }) => ari_id), isCurrent: (await store.current(name)) === issued.at(-1)?.thumbprint, intact, runs }
}
