import type { Clock } from '../../system/clock.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Timers } from '../../system/timers.port.ts'
import type { Remembered } from '../choices/remembered.port.ts'
import type { Spoken } from '../words/spoken.ts'
import type { Matter, Situation } from './matters.policy.ts'
import { judge, type NoticeMemory, nothingTold, untold } from './notice.policy.ts'
import { type Notice, noticeOf } from './notice-words.policy.ts'

interface Needs {
  remembered: Remembered<NoticeMemory>
  situation(): Situation
  /** `failed`: Windows did not show it. */
  show(notice: Notice, failed: () => void): void
  /** Enough time has gone by for something to have changed by itself: it is to be looked at again. */
  lookAgain(): void
  spoken: Spoken
  mayStartService: boolean
  updateAsks(): boolean
  timers: Timers
  clock: Clock
  log: Pick<Log, 'warn'>
  signal: AbortSignal
}

export interface Notices {
  /** Something has changed. */
  look(): void
}

/** Tells a person what they must know, by `judge`, whenever something changes and as time goes by. */
export function createNotices(needs: Needs): Notices {
  const { clock, log, lookAgain, mayStartService, remembered, show, signal, situation, spoken, timers } = needs
  let memory: NoticeMemory | undefined
  let callOff = () => {}
  let writing = Promise.resolve()

  function keep(next: NoticeMemory): void {
    if (JSON.stringify(next) === JSON.stringify(memory)) return
    memory = next
    writing = writing.then(() => remembered.write(next)).catch((error: unknown) => log.warn('What was told was not kept', { error }))
  }

  function look(): void {
    // What was told before is not read yet: it is looked at then.
    if (memory === undefined || signal.aborted) return
    const before = memory
    const { again, memory: next, tell } = judge(situation(), before, clock.now())
    keep(next)
    callOff()
    callOff = timers.after(again, lookAgain)
    const { words, writtenDay } = spoken
    const notice = noticeOf(tell, { words: words(), writtenDay, mayStartService, updateAsks: needs.updateAsks() })
    if (notice) show(notice, () => tellLater(tell, before))
  }

  function tellLater(told: readonly Matter[], before: NoticeMemory): void {
    if (memory === undefined || signal.aborted) return
    keep(untold(memory, told, before, clock.now()))
    // Says when to look for it.
    look()
  }

  signal.addEventListener('abort', () => callOff(), { once: true })
  void remembered
    .read()
    .catch(() => nothingTold)
    .then((read) => {
      memory = read
      look()
    })
  return { look }
}
