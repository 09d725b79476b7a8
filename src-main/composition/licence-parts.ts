import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { orderFeatures } from '@mylzip/shared/domain/order-features.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { deviceRepository } from '../device/device.repository.ts'
import { createLicence } from '../licensing/licence.service.ts'
import { createLicenceView } from '../licensing/licence-view.service.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'

/** ms that somebody who orders waits at most for the cloud's word on the licence. */
const patience = 5 * second

/** What this device may begin by its licence. What it manages already is renewed without asking. */
export function prepareLicence({ clock, db, log }: Foundations, { cloud, enrolment }: CloudParts) {
  const inTime = () => setTimeout(patience, undefined, { ref: false })
  const licence = createLicence({
    db,
    cloud,
    clock,
    log,
    identity: enrolment.current,
    newNonce: () => randomBytes(16).toString('base64url'),
    patience: inTime,
  })

  /** Before a certificate for these names comes under management. Refuses with LICENCE_*. */
  async function mayManage(names: readonly string[], profile?: string | null): Promise<void> {
    const identity = await enrolment.current()
    const own = identity === undefined ? [] : [identity.name, ...(await deviceRepository(db).moreNames())]
    await licence.require(orderFeatures({ names, profile }, own))
  }

  return {
    mayManage,
    async mayHaveProfile(profile: string | null | undefined): Promise<void> {
      await licence.require(orderFeatures({ names: [], profile }, []))
    },
    /** Before a program is set up to be given certificates; what is set up already is given them without asking. */
    async mayGiveTo(kind: TargetKind): Promise<void> {
      if (kind !== 'rdp') await licence.require(['all-targets'])
    },
    /** Before a token is made; those that are there go on being let in. */
    mayMakeTokens: () => licence.require(['api-tokens']),
    viewLicence: createLicenceView({ licence, cloud, clock, log, patience: inTime }),
    licenceTask: { key: 'licence', run: () => licence.follow() },
  }
}

export type LicenceParts = ReturnType<typeof prepareLicence>
