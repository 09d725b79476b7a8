import { readFileSync } from 'node:fs'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { buildCloud } from './app.ts'
import { systemClock } from './plugins/clock.adapter.ts'
import { migrate } from './plugins/database/migrate.ts'
import { openPostgres } from './plugins/database/postgres.ts'
import { type Environment, readEnvironment } from './plugins/environment.ts'
import { createLog } from './plugins/log.adapter.ts'
import { systemRandom } from './plugins/random.adapter.ts'

/** The cloud as it runs in production: PostgreSQL, and HTTPS spoken here or by a proxy that is named. */
async function serve(env: Environment): Promise<void> {
  const log = createLog(env.LOG_LEVEL)
  const { db, listen, close: closeDatabase } = openPostgres(env.DATABASE_URL, log)
  await migrate(db)
  const cloud = await buildCloud({
    db,
    listen,
    log,
    clock: systemClock,
    random: systemRandom,
    zone: env.ZONE,
    publicUrl: env.PUBLIC_URL,
    signingKeys: env.ACCESS_TOKEN_KEYS,
    licenceKeys: env.LICENCE_KEYS,
    masterKeys: env.MASTER_KEYS,
    nameservers: env.NAMESERVERS,
    trustedProxies: env.TRUSTED_PROXIES ?? [],
    tls: readTls(env),
  })

  const stop = async (signal: string) => {
    log.info('stopping', { signal })
    await cloud.close()
    await closeDatabase()
  }
  // Once: a second signal ends the process at once, as it would any other.
  process.once('SIGTERM', stop).once('SIGINT', stop)
  const { port: dnsPort } = await cloud.dns.listen({ host: env.DNS_HOST, port: env.DNS_PORT })
  const address = await cloud.app.listen({ host: env.HTTP_HOST, port: env.HTTP_PORT })
  log.info('listening', { address, dnsPort, zone: env.ZONE })
}

function readTls({ TLS_CERT_FILE, TLS_KEY_FILE }: Environment): { cert: string; key: string } | undefined {
  if (TLS_CERT_FILE === undefined || TLS_KEY_FILE === undefined) return undefined
  return { cert: readFileSync(TLS_CERT_FILE, 'utf8'), key: readFileSync(TLS_KEY_FILE, 'utf8') }
}

try {
  await serve(readEnvironment(process.env))
} catch (error) {
  process.stderr.write(`${isRefusal(error) ? `${error.code}: ${error.message}` : (error as Error).stack}\n`)
  process.exit(1)
}
