import { openPostgres } from '../../../src-cloud/plugins/database/postgres.ts'
import type { SigningKey } from '../../../src-cloud/plugins/signing-key.ts'
import { startCloud } from '../../../test/support/cloud.ts'
import { createSilentLog } from '../../../test/support/silent-log.ts'

// One instance of the cloud as a process of its own: instance.ts DATABASE-URL SIGNING-KEY. It says where it listens, and answers each
// message with the memory it holds once what is no longer needed has been given back.

const [databaseUrl = '', signingKey = ''] = process.argv.slice(2)
const { db, listen } = openPostgres(databaseUrl, createSilentLog())
const unlimited = { perAddress: 100_000_000, perCaller: 100_000_000 }
const { url, dnsPort } = await startCloud({ db, listen, limits: unlimited, signingKeys: [JSON.parse(signingKey) as SigningKey] })

process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ residentMb: process.memoryUsage.rss() / 1e6 })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ url, dnsPort })
