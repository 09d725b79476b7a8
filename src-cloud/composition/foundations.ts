import { createOutbox } from '../modules/mail/outbox.service.ts'
import { createTeamAudit } from '../modules/team-audit/team-audit.service.ts'
import { createTries } from '../modules/tries/tries.service.ts'
import { createMetrics } from '../plugins/metrics/metrics.ts'
import { createSealing } from '../plugins/sealing.ts'
import type { CloudOptions } from './cloud-options.ts'

export type Foundations = ReturnType<typeof layFoundations>

/** What every part stands on: the database, time and chance, secrets, who may come in, and what is written down. */
export function layFoundations(options: CloudOptions) {
  const { db, clock, random, log, zone, publicUrl } = options
  const ground = { db, clock, random }
  const sealing = createSealing(options.masterKeys, random)
  return {
    ...ground,
    log,
    publicUrl,
    zones: [zone, ...(options.moreZones ?? [])] as const,
    nameservers: options.nameservers ?? ([{ name: `ns1.${zone}`, addresses: [] }] as const),
    sealing,
    metrics: createMetrics(),
    audit: createTeamAudit(ground),
    tries: createTries(ground),
    outbox: createOutbox({ ...ground, log, sealing, mailer: options.mailer }),
  }
}
