import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { PreflightEvent, PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import { createDoctor, type DoctorNeeds } from '../doctor/doctor.service.ts'
import { outlookOf } from './outlook.policy.ts'
import type { Planned } from './planned-order.ts'

export interface PreflightNeeds extends DoctorNeeds<Planned> {
  /** The order as it would be placed. */
  plan(wanted: OrderInput): Promise<Planned>
}

export interface Preflight {
  /** The checks, each finding as soon as it is there, and the report. Ends early with `signal`. */
  preflight(wanted: OrderInput, signal: AbortSignal): AsyncGenerator<PreflightEvent>
  preflightReport(wanted: OrderInput): Promise<PreflightReport>
}

/** What an order would meet, looked at before it is placed: the doctor's way of looking, at what the order needs and nothing else. */
export function createPreflight({ plan, ...needs }: PreflightNeeds): Preflight {
  const doctor = createDoctor<Planned>(needs)

  async function* preflight(wanted: OrderInput, signal: AbortSignal): AsyncGenerator<PreflightEvent> {
    const planned = await plan(wanted)
    for await (const event of doctor.run(planned, signal)) {
      if (event.type !== 'report') yield event
      else {
        const { startedAt, endedAt, findings } = event.report
        const { directories, names } = planned
        yield { type: 'report', report: { startedAt, endedAt, names, directories, outlook: outlookOf(findings, directories), findings } }
      }
    }
  }

  return {
    preflight,
    async preflightReport(wanted) {
      for await (const event of preflight(wanted, new AbortController().signal)) if (event.type === 'report') return event.report
      throw new Error('the preflight ended without a report')
    },
  }
}
