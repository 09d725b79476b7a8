import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import { readIssuedCertificate } from '../acme/issued-certificate.ts'
import { createStagingOf } from '../authorities/staging.ts'
import { createAfterRestore } from '../backup/restore/after-restore.service.ts'
import { createCertificateService } from '../certificates/certificate.service.ts'
import { createRunReader } from '../certificates/run-reader.ts'
import { createServedHere } from '../certificates/served-here.ts'
import { createStandstills } from '../certificates/standstills.ts'
import { createLimits } from '../limits/limits.service.ts'
import type { AskSlot } from '../limits/order-slots.service.ts'
import { createKeeper } from '../renewals/keeper.service.ts'
import { createPauseService } from '../renewals/pause.service.ts'
import { createProgramTurns } from '../renewals/program-turns.ts'
import { createRenewalService } from '../renewals/renewal.service.ts'
import { createRenewalPlans } from '../renewals/renewal-plan.service.ts'
import { createRunAnnouncements } from '../renewals/run-announcements.ts'
import type { RunTools } from '../renewals/run-context.ts'
import { createRunEnd } from '../renewals/run-end.ts'
import type { Log } from '../system/log/log.port.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { AgentOptions } from './agent-options.ts'
import type { AuthorityParts } from './authority-parts.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PlaceParts } from './place-parts.ts'
import type { PolicyParts } from './policy-parts.ts'

type Needs = Pick<Foundations, 'announcer' | 'clock' | 'db' | 'random' | 'secrets' | 'stopping'> & { log: Log } & Pick<
    CloudParts,
    'audit' | 'cloudHeads' | 'reports'
  > &
  Pick<AuthorityParts, 'authorities' | 'keys'> &
  Pick<ChallengeParts, 'leftovers' | 'permitAccount' | 'solversFor'> &
  Pick<PlaceParts, 'store' | 'targetsFor' | 'probe'> &
  Partial<Pick<PlaceParts, 'servedHere'>> &
  Pick<RunTools, 'assertRoom'> & {
    options?: Pick<AgentOptions, 'alone'>
    policy?: Pick<PolicyParts, 'beforeRun' | 'renewalRules'> | undefined
    /** Without it nobody is asked for a turn. */
    askSlot?: AskSlot | undefined
  }

/** A start after a restore waits for the cloud, but not for long: without an answer the log says so. */
async function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  const tooLate = new AbortController()
  const late = setTimeout(10 * second, undefined, { ref: false, signal: tooLate.signal }).catch(() => undefined)
  return Promise.race([answer, late]).finally(() => tooLate.abort())
}

/** What is known of certificates and runs, who is told of it, and the runs themselves. */
export function prepareRenewals(needs: Needs) {
  const {
    announcer,
    audit,
    authorities,
    clock,
    db,
    leftovers,
    log,
    options,
    policy,
    random,
    servedHere = createServedHere(),
    stopping,
    store,
  } = needs
  const alone = options?.alone === true
  const standstills = createStandstills({ clock, log, goesOn: !alone })
  const renewalRules = policy?.renewalRules
  const certificates = createCertificateService({ db, clock, store: alone ? store : undefined, standstills, servedHere, renewalRules })
  const runs = createRunReader(db, standstills, servedHere)
  const announcements = createRunAnnouncements({ announcer, runs, certificates, standstills, log })
  const replan = createRenewalPlans({ db, clock, random, log, authorities, ...(policy && { renewalRules: policy.renewalRules }) })
  const pause = createPauseService({ db, clock, timers: nodeTimers, log, audit, announcer })
  const limits = createLimits({ clock })
  const turns = createProgramTurns(stopping)
  const endRun = createRunEnd({
    ...needs,
    limits,
    turns,
    stagingOf: createStagingOf(db),
    readIssued: readIssuedCertificate,
    announcements,
    replan,
  })
  /** A run that went on after a crash may have found its names proven, and what it had published still there. */
  async function finish(runId: string) {
    const refusal = await endRun(runId)
    if (!stopping())
      void leftovers.takeAwayAll().catch((error: unknown) => log.warn('what an earlier run left was not looked for', { error }))
    return refusal
  }
  const renewals = createRenewalService({
    db,
    clock,
    newId: randomUUID,
    audit,
    announcements,
    finish,
    servedHere,
    ...(policy && { beforeRun: policy.beforeRun }),
  })
  const keeper = createKeeper({ ...needs, announcements, turns, isBusy: renewals.isBusy, stopping })
  const afterRestore = createAfterRestore({ ...needs, cloudHeads: () => inTime(needs.cloudHeads()), replan })
  return { afterRestore, announcements, certificates, pause, runs, replan, renewals, keeper, turns }
}

export type RenewalParts = ReturnType<typeof prepareRenewals>
