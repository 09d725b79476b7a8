import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { DoctorEvent, DoctorQuestion, DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Check } from './check.port.ts'
import { type Dependent, heldUpBy } from './dependence.policy.ts'
import { explain, inOrder, type RecordedFailure } from './explain.policy.ts'
import type { Found } from './found.ts'
import { createSettle, type SettleNeeds } from './settle.ts'

/** What there is to look at now, and what has failed lately. */
export interface Examination {
  checks: readonly Check[]
  failures: readonly RecordedFailure[]
  /** What each certificate, on record or planned, cannot do without. */
  dependents: readonly Dependent[]
  addresses: readonly string[]
}

export interface DoctorNeeds<Question> extends SettleNeeds {
  clock: Clock
  examine(question: Question): Promise<Examination>
}

export interface Doctor<Question> {
  /** The checks, each finding as soon as it is there, and the report. Ends early with `signal`. */
  run(question: Question, signal: AbortSignal): AsyncGenerator<DoctorEvent>
  report(question: Question): Promise<DoctorReport>
}

/** Enough that one server which does not answer holds nobody up, and no more than a small office’s router can bear. */
const atOnce = 12

/** `Question`: what it is asked about; the doctor's own unless told. */
export function createDoctor<Question = DoctorQuestion>({ clock, examine, ...needs }: DoctorNeeds<Question>): Doctor<Question> {
  const settle = createSettle(needs)

  async function* run(question: Question, signal: AbortSignal): AsyncGenerator<DoctorEvent> {
    const startedAt = toTimestamp(clock.now())
    const { checks, failures, addresses, dependents } = await examine(question)
    const ordered = inOrder(checks, failures)
    yield { type: 'begun', checks: ordered.map(({ id, group, title, titleSaid }) => ({ id, group, title, titleSaid })) }
    const ending = new AbortController()
    const found: Found[] = []
    /** What callers see of a finding. */
    const shown = (finding: Found) => {
      const { kind: _, certificateId: __, about: ___, ...seen } = finding
      return { ...seen, holdsUp: heldUpBy(finding, dependents) }
    }
    try {
      for await (const finding of asTheyCome(ordered, (check) => settle(check, AbortSignal.any([ending.signal, signal])), signal)) {
        found.push(finding)
        yield { type: 'finding', finding: shown(finding) }
      }
    } finally {
      ending.abort()
    }
    if (signal.aborted) return
    const explained = failures.map((failure) =>
      explain(
        failure,
        found,
        dependents.find(({ certificateId }) => certificateId === failure.certificateId),
      ),
    )
    const findings = ordered.flatMap(({ id }) => found.find((finding) => finding.id === id) ?? []).map(shown)
    const report = { startedAt, endedAt: toTimestamp(clock.now()), addresses: [...addresses], findings, failures: explained }
    yield { type: 'report', report }
  }

  return {
    run,
    async report(question) {
      for await (const event of run(question, new AbortController().signal)) if (event.type === 'report') return event.report
      throw new Error('the doctor ended without a report')
    },
  }
}

/** Results in the order in which they come, at most `atOnce` under way, until `signal` ends it: nobody waits for a host that does not answer. */
async function* asTheyCome<T>(checks: readonly Check[], work: (check: Check) => Promise<T>, signal: AbortSignal): AsyncGenerator<T> {
  const gone = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))
  const waiting = [...checks]
  const underWay = new Map<Check, Promise<{ check: Check; result: T }>>()
  while (!signal.aborted) {
    while (underWay.size < atOnce) {
      const check = waiting.shift()
      if (!check) break
      underWay.set(
        check,
        work(check).then((result) => ({ check, result })),
      )
    }
    if (underWay.size === 0) return
    const next = await Promise.race([...underWay.values(), gone])
    if (!next) return
    underWay.delete(next.check)
    yield next.result
  }
}
