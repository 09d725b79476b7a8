import { setTimeout } from 'node:timers/promises'
import { createAudit } from '../audit/audit.service.ts'
import { pendingRestoration } from '../backup/restore/restored.setting.ts'
import { createAssertions } from '../device/assertions.ts'
import { createEnrolment } from '../device/enrolment.service.ts'
import { createLearnIdentity } from '../device/learn-identity.service.ts'
import { createGiveUp } from '../identity/give-up.service.ts'
import { createCloudClient } from '../licensing/cloud.adapter.ts'
import { createOutbox } from '../licensing/outbox.job.ts'
import { createStatusReports } from '../licensing/status-reports.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import { createLivePasses } from '../tokens/live-passes.ts'
import type { Foundations } from './foundations.ts'

/** ms that the cloud may take to show the heads it holds. */
const patience = 4_000

/** The cloud, what it is told, and the log whose heads it holds. */
export function connectCloud({ announcer, clock, db, deviceKey, ending, log, machine, options, proxy, random, userAgent }: Foundations) {
  const { cloudUrl, extraRootsPem } = options
  let identityChanged = () => {}
  const cloud = createCloudClient({
    url: cloudUrl,
    getAssertion: createAssertions({ db, deviceKey, machine }),
    async letIn(device) {
      await machine.heard()
      if (device && (await learnIdentity(device))) identityChanged()
    },
    async takenForCopy() {
      await giveUp()
      identityChanged()
    },
    clock,
    random,
    userAgent,
    extraRootsPem,
    proxies: proxy.environment,
    signal: ending.signal,
  })
  const outbox = createOutbox({ db, cloud, timers: nodeTimers, random, log })
  const cloudHeads = () =>
    cloud.devices.auditHeads().then(
      ({ heads }) => heads,
      () => undefined,
    )
  const audit = createAudit({
    db,
    clock,
    deviceKey,
    // Whoever checks the log waits for it: a silent cloud must not make them wait for all of its retries.
    cloudHeads: () => Promise.race([cloudHeads(), setTimeout(patience, undefined, { ref: false })]),
    pendingRestoration: () => pendingRestoration(db),
    onRecorded(activity) {
      announcer.announce({ type: 'activity', activity })
      outbox.wake()
    },
  })
  const learnIdentity = createLearnIdentity({ db, audit })
  const passes = createLivePasses({ clock, timers: nodeTimers })
  const giveUp = createGiveUp({ db, clock, audit, deviceKey, machine, passes })
  return {
    cloud,
    giveUp,
    tellIdentityChanged: () => identityChanged(),
    /** This device got another name, or has to enrol anew: one listener. */
    whenIdentityChanges(listener: () => void) {
      identityChanged = listener
    },
    outbox,
    audit,
    /** Of programs that came with a token: they end with what this device is. */
    passes,
    cloudHeads,
    reports: createStatusReports({ clock }),
    enrolment: createEnrolment({ db, clock, deviceKey, machine, giveUp, audit, cloud, cloudUrl }),
  }
}

export type CloudParts = ReturnType<typeof connectCloud>
