import type { Clock } from '../../system/clock.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Timers } from '../../system/timers.port.ts'
import type { Remembered } from '../choices/remembered.port.ts'
import type { Spoken } from '../words/spoken.ts'
import type { Situation } from './matters.policy.ts'
import { judge, type NoticeMemory, nothingTold } from './notice.policy.ts'
import { type Notice, noticeOf } from './notice-words.policy.ts'

interface Needs {
  remembered: Remembered<NoticeMemory>
  situation(): Situation
  show(notice: Notice): void
  /** Enough time has gone by for something to have changed by itself: it is to be looked at again. */
  lookAgain(): void
  spoken: Spoken
  mayStartService: boolean
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

  function look(): void {
    // What was told before is not read yet: it is looked at then.
    if (memory === undefined || signal.aborted) return
    const before = JSON.stringify(memory)
    const { again, memory: next, tell } = judge(situation(), memory, clock.now())
    memory = next
    if (JSON.stringify(next) !== before)
      writing = writing.then(() => remembered.write(next)).catch((error: unknown) => log.warn('What was told was not kept', { error }))
    const notice = noticeOf(tell, { words: spoken.words(), writtenDay: spoken.writtenDay, mayStartService })
    if (notice) show(notice)
    callOff()
    callOff = timers.after(again, lookAgain)
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
