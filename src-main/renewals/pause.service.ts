import { minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Activity, RenewalsPause } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import type { Announcer } from '../state/announcer.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { Timers } from '../system/timers.port.ts'
import { holding, type Pause } from './pause.policy.ts'
import { pauseSetting } from './pause.settings.ts'
import type { DueTask } from './scheduler.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  timers: Timers
  log: Log
  audit: Pick<AuditService, 'record' | 'announce'>
  announcer: Announcer
}

/** A person lets renewals wait for a while. */
export interface PauseService {
  /** From now on, in place of one that holds already. */
  pause(minutes: number, by?: string): Promise<RenewalsPause>
  /** Ends it before its time; does nothing where none holds. */
  resume(by?: string): Promise<void>
  now(): Promise<Pause | undefined>
  view(): Promise<RenewalsPause | null>
  /** Its end. */
  tasks(): Promise<DueTask[]>
}

export function createPauseService({ db, clock, timers, log, audit, announcer }: Needs): PauseService {
  const settings = settingsRepository(db)
  /** Ends it by what has really passed, should the clock stand still or be set back again and again. */
  let timer: { of: number; cancel(): void } | undefined

  function follow(pause: Pause | undefined): void {
    if (timer !== undefined && timer.of === pause?.until) return
    timer?.cancel()
    timer = pause && { of: pause.until, cancel: timers.after(pause.until - clock.now(), () => void endAlone(pause)) }
  }

  async function now(): Promise<Pause | undefined> {
    const pause = holding(await settings.get(pauseSetting), clock.now())
    follow(pause)
    return pause
  }

  /** What is said and what holds are kept, or lost, together. */
  async function save(pause: Pause | null, say?: (tx: Transaction<AgentTables>) => Promise<Activity>): Promise<void> {
    const entry = await db.transaction().execute(async (tx) => {
      await settingsRepository(tx).set(pauseSetting, pause)
      return say?.(tx)
    })
    tell(pause, entry)
  }

  function tell(pause: Pause | null, entry?: Activity): void {
    follow(pause ?? undefined)
    if (entry) audit.announce(entry)
    announcer.announce({ type: 'pause', pause: pause && viewOf(pause) })
  }

  /** Ends that one, and none that was begun since it was decided. */
  async function endAlone({ until }: Pause): Promise<void> {
    try {
      const ended = await db.transaction().execute(async (tx) => {
        const ofNow = settingsRepository(tx)
        if ((await ofNow.get(pauseSetting))?.until !== until) return false
        await ofNow.set(pauseSetting, null)
        return true
      })
      if (ended) tell(null)
    } catch (error) {
      log.warn('the end of the pause was not saved', { error })
    }
  }

  return {
    now,
    async view() {
      const pause = await now()
      return pause ? viewOf(pause) : null
    },
    async pause(minutes, by = 'person') {
      const since = clock.now()
      const pause = { since, until: since + minutes * minute }
      const detail = { until: toTimestamp(pause.until) }
      await save(pause, (tx) => audit.record(tx, { actor: by, action: 'renewals-paused', subject: 'renewals', detail }))
      return viewOf(pause)
    },
    async resume(by = 'person') {
      if ((await now()) === undefined) return
      await save(null, (tx) => audit.record(tx, { actor: by, action: 'renewals-resumed', subject: 'renewals' }))
    },
    async tasks() {
      const kept = await settings.get(pauseSetting)
      if (kept === null) return []
      const held = await now()
      return [{ key: 'pause', at: held?.until ?? clock.now(), run: () => endAlone(kept) }]
    },
  }
}

function viewOf({ since, until }: Pause): RenewalsPause {
  return { since: toTimestamp(since), until: toTimestamp(until) }
}
