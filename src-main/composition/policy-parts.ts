import { setTimeout } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Transaction } from 'kysely'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import { createObey } from '../policy/obey.service.ts'
import { loadOrganisationPolicies } from '../policy/organisation-policy.service.ts'
import type { OrganisationPolicy } from '../policy/policy.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { minuteOfDay } from '../system/local-time.adapter.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'

/** ms over which a fleet that was called comes, drawn for each device. */
const comeWithin = 20 * second

/** ms that what follows waits for the policy of whoever this device belongs to now. */
const patience = 5 * second

/** What the organisation wants of this device, and who is told when that changes. */
export async function preparePolicy({ clock, db, log, random, stopping }: Foundations, { audit, cloud, enrolment }: CloudParts) {
  const obey = createObey({ db, audit })
  let replan = async (_certificateId: string) => {}
  let changed = () => {}
  /** What was planned by: other rules, and a start, plan anew. */
  let planned: string | undefined

  const policies = await loadOrganisationPolicies({
    db,
    cloud,
    clock,
    random,
    log,
    identity: enrolment.current,
    async obey(policy: OrganisationPolicy) {
      const certificates = new Set(await obey.all(policy))
      const renewal = JSON.stringify(policy.rules.renewal ?? {})
      if (planned !== undefined && planned !== renewal) for (const { id } of await certificateRepository(db).list()) certificates.add(id)
      planned = renewal
      for (const id of certificates) await replan(id)
      changed()
    },
  })
  planned = JSON.stringify(policies.now()?.rules.renewal ?? {})
  const renewalRules = () => policies.now()?.rules.renewal

  return {
    now: policies.now,
    renewalRules,
    renewalHours: { hours: () => renewalRules()?.hours, minuteOfDay },
    beforeRun: (tx: Transaction<AgentTables>, certificateId: string) => obey.before(tx, certificateId, policies.now()),
    /** The device page proves that a certificate works: it is nothing to be left out. */
    mayUseTarget({ id }: Pick<DeployTarget, 'id'>): boolean {
      const [kind = ''] = id.split(':')
      const allowed: readonly string[] | undefined = policies.now()?.rules.targets
      return allowed === undefined || kind === 'device-page' || allowed.includes(kind)
    },
    /** Renewals are worked out by another part, which needs this one. */
    planBy(plan: (certificateId: string) => Promise<void>) {
      replan = plan
    },
    onChange(told: () => void) {
      changed = told
    },
    /** The cloud called: there may be another one. */
    rung() {
      nodeTimers.after(Math.floor(random() * comeWithin), () => {
        policies.askSoon()
        if (!stopping()) void policies.follow()
      })
    },
    leaveFormer: policies.leaveFormer,
    /** This device is another one, or another team’s: what that wants is known as soon as the cloud says it in time. */
    async identityChanged(): Promise<void> {
      policies.askSoon()
      await Promise.race([policies.follow(), setTimeout(patience, undefined, { ref: false })])
    },
    policyTask: { key: 'policy', run: policies.follow },
  }
}

export type PolicyParts = Awaited<ReturnType<typeof preparePolicy>>
