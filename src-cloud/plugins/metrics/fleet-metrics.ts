import { minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { countOpenAlerts } from '../../modules/alerts/alerts.repository.ts'
import type { Clock } from '../clock.port.ts'
import type { CloudTables } from '../database/schema.ts'
import { countCertificates, countDevices } from './fleet.repository.ts'
import type { Measured, Metrics } from './metrics.ts'

/** A fleet of a million is counted in half a second: not at each look of each watcher. */
const kept = minute

/** Devices and certificates as the database knows them: the same figures at each instance. */
export function measureFleet(metrics: Metrics, { db, clock }: { db: Kysely<CloudTables>; clock: Clock }): void {
  metrics.read(
    'mylzip_devices',
    'Devices, by state, of all instances.',
    ['state'],
    remembered(clock, async () => (await countDevices(db)).map(({ state, count }) => ({ labels: { state }, value: count }))),
  )
  metrics.read(
    'mylzip_alerts_open',
    'Devices that are missed, by matter.',
    ['matter'],
    remembered(clock, async () => (await countOpenAlerts(db)).map(({ matter, count }) => ({ labels: { matter }, value: count }))),
  )
  metrics.read(
    'mylzip_certificates',
    'Certificates devices have, by state and days left.',
    ['state', 'days_left'],
    remembered(clock, async () =>
      (await countCertificates(db, clock.now())).map(({ state, daysLeft, count }) => ({
        labels: { state, days_left: daysLeft },
        value: count,
      })),
    ),
  )
}

/** Without a database there is nothing to tell, and the instance's own figures are still wanted. */
function remembered(clock: Clock, count: () => Promise<Measured[]>): () => Promise<Measured[]> {
  let last: { at: number; measured: Promise<Measured[]> } | undefined
  return () => {
    if (last === undefined || clock.now() - last.at >= kept) last = { at: clock.now(), measured: count().catch(() => []) }
    return last.measured
  }
}
