import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { buildCloud } from './app.ts'
import { createSmtpMailer } from './modules/mail/smtp.adapter.ts'
import { systemClock } from './plugins/clock.adapter.ts'
import { assertMigrated, migrate } from './plugins/database/migrate.ts'
import { openPostgres, unhurried } from './plugins/database/postgres.ts'
import { assertNoRestoreUnfinished } from './plugins/database/restore-mark.ts'
import { type Environment, readEnvironment } from './plugins/environment.ts'
import { createRedisCounter } from './plugins/limits/redis-counter.adapter.ts'
import { createLog } from './plugins/log.adapter.ts'
import { serveMetrics } from './plugins/metrics/metrics-server.adapter.ts'
import { zonesInPortalsSite } from './plugins/one-site.policy.ts'
import { holdsPracticeCertificate } from './plugins/practice-root.policy.ts'
import { systemRandom } from './plugins/random.adapter.ts'
import { within } from './plugins/within.ts'

/**
 * ms. Longer than anything that is waited for at the end takes, and, with the usual DRAIN_SECONDS, shorter than what whoever stops it
 * waits for (deploy/systemd).
 */
const closeWithin = 40 * second

/** The cloud as it runs in production: PostgreSQL, and HTTPS spoken here or by a proxy that is named. */
async function serve(env: Environment, extraRootsFile: string | undefined): Promise<void> {
  const tls = readTls(env)
  refusePractice('TLS_CERT_FILE', tls?.cert)
  refusePractice('NODE_EXTRA_CA_CERTS', extraRootsFile && readFileSync(extraRootsFile, 'utf8'))
  const log = createLog(env.LOG_LEVEL)
  const begun: { close(): Promise<unknown> }[] = []
  const closeAll = async () => {
    for (const each of begun.splice(0).reverse()) await each.close()
  }
  try {
    const cloud = await start(env, tls, log, (each) => begun.push(each))
    const stop = async (signal: string) => {
      log.info('stopping', { signal, drainSeconds: env.DRAIN_SECONDS })
      cloud.stopping()
      await pause(env.DRAIN_SECONDS * second)
      const inTime = await within(closeWithin, closeAll()).catch((error: unknown) => {
        log.error('not everything was closed in order', { reason: String(error) })
        return false
      })
      if (inTime) log.info('stopped')
      else log.error('ended with something left under way', { seconds: closeWithin / second })
      // Whatever is open still must not keep it from ending.
      process.exit(inTime ? 0 : 1)
    }
    // Whoever stops it twice, or by two signals, is in no greater hurry: both come from one Ctrl-C to a shell and its children.
    let told = false
    const once = (signal: string) => {
      if (!told) void stop(signal)
      told = true
    }
    process.on('SIGTERM', once).on('SIGINT', once)
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function start(
  env: Environment,
  tls: { cert: string; key: string } | undefined,
  log: ReturnType<typeof createLog>,
  opened: (each: { close(): Promise<unknown> }) => void,
) {
  const database = openPostgres(env.DATABASE_URL, log)
  opened(database)
  if (env.MIGRATE_AT_START) {
    await assertNoRestoreUnfinished(database.db)
    const unhurriedly = openPostgres(env.DATABASE_URL, log, unhurried)
    await migrate(unhurriedly.db).finally(unhurriedly.close)
  }
  const { unknown } = await assertMigrated(database.db)
  if (unknown.length > 0) log.warn('the database is newer than this version', { unknown })
  const shared = zonesInPortalsSite(env.PUBLIC_URL, [env.ZONE, ...(env.ZONES ?? [])])
  if (shared.length > 0) log.warn('devices’ pages and the portal are one site to browsers', { zones: shared, publicUrl: env.PUBLIC_URL })
  const mailer = createSmtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM })
  opened(mailer)
  const sharedCounter = env.REDIS_URL === undefined ? undefined : createRedisCounter(env.REDIS_URL, log)
  if (sharedCounter) opened(sharedCounter)
  const cloud = await buildCloud({
    db: database.db,
    listen: database.listen,
    log,
    mailer,
    sharedCounter,
    clock: systemClock,
    random: systemRandom,
    zone: env.ZONE,
    moreZones: env.ZONES ?? [],
    updatedZones: env.DNS_UPDATES ?? [],
    resolvers: env.DNS_RESOLVERS ?? [],
    publicUrl: env.PUBLIC_URL,
    signingKeys: env.ACCESS_TOKEN_KEYS,
    licenceKeys: env.LICENCE_KEYS,
    masterKeys: env.MASTER_KEYS,
    nameservers: env.NAMESERVERS,
    ...(env.ACME_DIRECTORIES && { authorities: env.ACME_DIRECTORIES.map((directoryUrl) => ({ directoryUrl })) }),
    trustedProxies: env.TRUSTED_PROXIES ?? [],
    tls,
    operatorMail: env.OPERATOR_MAIL,
  })
  opened(cloud)
  const metrics = await serveMetrics(cloud.metrics, { host: env.METRICS_HOST, port: env.METRICS_PORT })
  opened(metrics)
  const responds = env.DNS_RESPONDER === 'on'
  const dnsPort = responds ? (await cloud.dns.listen({ host: env.DNS_HOST, port: env.DNS_PORT })).port : undefined
  const address = await cloud.app.listen({ host: env.HTTP_HOST, port: env.HTTP_PORT })
  log.info('listening', { address, dnsPort, metricsPort: metrics.port, zone: env.ZONE })
  return cloud
}

function readTls({ TLS_CERT_FILE, TLS_KEY_FILE }: Environment): { cert: string; key: string } | undefined {
  if (TLS_CERT_FILE === undefined || TLS_KEY_FILE === undefined) return undefined
  return { cert: readFileSync(TLS_CERT_FILE, 'utf8'), key: readFileSync(TLS_KEY_FILE, 'utf8') }
}

function refusePractice(setting: string, pem: string | undefined): void {
  if (pem !== undefined && holdsPracticeCertificate(pem)) throw new Refusal('PRACTICE_CERTIFICATE', { setting })
}

try {
  await serve(readEnvironment(process.env), process.env.NODE_EXTRA_CA_CERTS)
} catch (error) {
  process.stderr.write(`${isRefusal(error) ? `${error.code}: ${error.message}` : (error as Error).stack}\n`)
  process.exit(1)
}
