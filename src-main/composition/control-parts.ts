import { createCarriers } from '../control/carriers.service.ts'
import { createCarryOut } from '../control/carry-out.service.ts'
import { createCommandListener } from '../control/command-listener.job.ts'
import { createCommandWork } from '../control/command-work.job.ts'
import { createFollowRun } from '../control/follow-run.ts'
import { createStateTeller } from '../control/tell-state.job.ts'
import { createToldCertificates } from '../control/told-certificates.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PolicyParts } from './policy-parts.ts'
import type { RenewalParts } from './renewal-parts.ts'

type Needs = Foundations &
  Pick<CloudParts, 'audit' | 'cloud' | 'enrolment'> &
  Pick<RenewalParts, 'renewals' | 'runs'> & { services: AgentServices; policy: PolicyParts }

/** What the team can tell this device to do by way of the cloud, and what the cloud is told of it. */
export function prepareControl({
  announcer,
  audit,
  clock,
  cloud,
  db,
  enrolment,
  log,
  options,
  policy,
  random,
  renewals,
  runs,
  services,
  stopping,
}: Needs) {
  const stopped = new AbortController()
  const carriers = createCarriers({
    db,
    certificates: services.certificates,
    startRun: (certificateId, runId) => renewals.start(certificateId, 'asked', 'cloud', runId),
    follow: createFollowRun({ announcer, timers: nodeTimers, getRun: runs.get, signal: stopped.signal }),
  })
  const carryOut = createCarryOut({ carriers, log, stopping })
  const shared = { cloud, clock, timers: nodeTimers, random, log }
  const work = createCommandWork({ ...shared, db, audit, carryOut })
  const listener = createCommandListener({
    ...shared,
    receive: work.receive,
    deviceId: async () => (await enrolment.current())?.deviceId,
    policyChanged: policy.rung,
  })
  const told = createToldCertificates({
    db,
    clock,
    version: options.version,
    list: services.certificates.list,
    policyVersion: () => policy.now()?.version ?? null,
  })
  const teller = createStateTeller({ ...shared, told })
  let leave = () => {}
  return {
    /** For a device that is enrolled; one that is not yet listens as soon as it is. */
    start() {
      leave = announcer.listen(({ type }) => {
        if (type !== 'activity' && type !== 'run') teller.wake()
      })
      policy.onChange(teller.wake)
      teller.wake()
      work.start()
      listener.start()
    },
    async stop() {
      leave()
      stopped.abort()
      await Promise.all([listener.stop(), work.stop(), teller.stop()])
    },
  }
}
