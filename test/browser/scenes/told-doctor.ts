import { saying } from '@mylzip/shared/domain/saying.ts'
import { second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CheckHead, DoctorEvent, Finding } from '@mylzip/shared/operations/doctor.ts'
import type { Verdict } from '#main/doctor/check.port.ts'
import { judgeClock } from '#main/doctor/clock.policy.ts'
import { fact, failed, skipped, titled, trouble, well } from '#main/doctor/verdict.policy.ts'
import { certificateId, name, sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const directory = 'https://ca.example/directory'
const ways = { directory, reason: 'the connection was refused' }
const reading = { host: 'ca.example', theirs: sampleNow, ours: sampleNow + 400 * second, roundTripMs: 40, trusted: true }

const finding = (id: string, group: CheckHead['group'], head: Pick<CheckHead, 'title' | 'titleSaid'>, verdict: Verdict): Finding => ({
  ...{ id, group, ...head },
  ...verdict,
  holdsUp: [],
  durationMs: 31,
})

const findings: Finding[] = [
  finding('clock', 'clock', titled('check.clock'), judgeClock({ readings: [reading], jumped: 0 })),
  finding(
    `authority:${directory}`,
    'authority',
    titled('check.authority', { directory }),
    failed(trouble('ACME_UNREACHABLE', ways), [fact(saying('seen.way'), saying('seen.way-direct'))]),
  ),
  finding(
    'network',
    'network',
    titled('check.network'),
    well(saying('found.network', { address: '192.168.7.23', interface: 'eth0' }), [
      fact(saying('seen.way-out', { family: 'IPv4' }), saying('seen.way-from', { address: '192.168.7.23' })),
    ]),
  ),
  finding('proxy', 'network', titled('check.proxy'), skipped(saying('found.proxy-none'))),
]

async function* events(): AsyncGenerator<DoctorEvent> {
  yield { type: 'begun', checks: findings.map(({ id, group, title, titleSaid }) => ({ id, group, title, titleSaid })) }
  for (const one of findings) yield { type: 'finding', finding: one }
  const at = toTimestamp(sampleNow)
  const failure = { certificateId, name, code: 'ACME_UNREACHABLE', data: ways, sentence: 'In English.', at, nextAttemptAt: null } as const
  const failures = [{ ...failure, explainedBy: [`authority:${directory}`] }]
  yield { type: 'report', report: { startedAt: at, endedAt: at, addresses: ['192.168.7.23'], findings, failures } }
}

/** What the doctor tells with all its codes, as the agent makes them. */
export const toldDoctor: Script = { snapshot: sampleSnapshot(), doctor: events }
