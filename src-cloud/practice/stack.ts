import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { buildCloud, type Cloud } from '../app.ts'
import type { AskedAuthority } from '../modules/acme/acme-http.adapter.ts'
import { systemClock } from '../plugins/clock.adapter.ts'
import { openEmbeddedDatabase } from '../plugins/database/embedded.ts'
import { migrate } from '../plugins/database/migrate.ts'
import type { OpenDatabase } from '../plugins/database/open-database.ts'
import { keyFiles } from '../plugins/key-files.adapter.ts'
import type { Log } from '../plugins/log.port.ts'
import { systemRandom } from '../plugins/random.adapter.ts'
import { assertPractice, type Environment } from './assert-practice.policy.ts'
import { type PracticeAuthority, startAuthority } from './authority/authority.ts'
import { keepMails } from './mails/kept-mails.adapter.ts'
import { mailsPages } from './mails/mails.pages.ts'
import type { PracticeOptions } from './options.ts'
import { listenSomewhere } from './stack/listen-somewhere.ts'
import { type Remembered, recall, remember } from './stack/remembered.adapter.ts'
import { seed } from './stack/seed.service.ts'
import { settlePort } from './stack/settle-port.ts'

/** The zone of all practice names; the names below `.test` belong to nobody (RFC 6761). */
export const practiceZone = 'myl.test'

const host = '127.0.0.1'

/** What whoever started the stack needs to know of it. */
export interface PracticeAddresses {
  cloudUrl: string
  directoryUrl: string
  caRootFile: string
  enrolmentTokenFile: string
  /** An API token of the practice team's, for its control plane. */
  apiTokenFile: string
  dnsPort: number
  zone: string
}

export interface PracticeStack {
  addresses: PracticeAddresses
  close(): Promise<void>
}

/**
 * Embedded cloud, DNS and practice CA, all on 127.0.0.1 and all in one folder. Refuses with PRACTICE_IN_PRODUCTION,
 * DATA_FOLDER_IN_USE, DATA_FOLDER_UNWRITABLE, DATABASE_NEWER, PORT_TAKEN (for a DNS port that was asked for).
 */
export async function startStack(options: PracticeOptions, env: Environment, log: Log): Promise<PracticeStack> {
  assertPractice(env)
  const { data, template } = options
  await makeFolder(data)
  const database = await openEmbeddedDatabase({ folder: join(data, 'cloud'), template })
  const begun: { close(): Promise<void> }[] = [database]
  // The last begun ends first: the database outlives what writes to it.
  const close = async () => {
    for (const each of begun.splice(0).reverse()) await each.close()
  }
  try {
    return { addresses: await startParts(options, database, env, log, (part) => begun.push(part)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function startParts(
  options: PracticeOptions,
  { db, listen }: OpenDatabase,
  env: Environment,
  log: Log,
  begun: (part: Cloud | PracticeAuthority) => void,
): Promise<PracticeAddresses> {
  const { data } = options
  await migrate(db)
  const last = await recall(data)
  const { signingKey, licenceKey, masterKey } = await keyFiles(join(data, 'cloud'))
  const nameservers = [{ name: `ns1.${practiceZone}`, addresses: [host] }] as const
  const mailer = keepMails(systemClock.now)
  // Known once it has started, which needs the cloud's DNS.
  const authorities: AskedAuthority[] = []
  const { cloud, cloudUrl, publicUrl } = await listenSomewhere(last?.ports.cloud, async (port) => {
    const cloudUrl = `http://${host}:${port}`
    const publicUrl = last?.publicUrl ?? cloudUrl
    const cloud = await buildCloud({
      db,
      listen,
      mailer,
      morePages: [mailsPages(mailer)],
      clock: systemClock,
      random: systemRandom,
      log,
      zone: practiceZone,
      publicUrl,
      signingKeys: [signingKey],
      licenceKeys: [licenceKey],
      masterKeys: [masterKey],
      nameservers,
      authorities,
      // Everybody who practises here is this one machine.
      limits: { perAddress: 12_000, perCaller: 12_000 },
    })
    await cloud.app.listen({ host, port }).catch(async (error: unknown) => {
      await cloud.close()
      throw error
    })
    return { cloud, cloudUrl, publicUrl }
  })
  begun(cloud)
  const dnsPort = await listenDns(cloud, options.dnsPort, last)
  const authority = await settlePort(last?.ports.authority, (port) =>
    startAuthority({
      folder: join(data, 'authority'),
      port,
      dnsServer: { address: host, port: dnsPort },
      httpResponder: { address: host, port: options.http01Port },
      zones: [practiceZone],
      env,
      now: systemClock.now,
      onDefect: (error) => log.error('the practice authority met a defect', { error: String(error) }),
    }),
  )
  begun(authority)
  authorities.push({ directoryUrl: authority.directoryUrl, rootsPem: await readFile(authority.rootFile, 'utf8') })
  const enrolmentTokenFile = join(data, 'enrolment-token')
  const apiTokenFile = join(data, 'api-token')
  const files = { enrolmentToken: enrolmentTokenFile, apiToken: apiTokenFile }
  const enrolmentTokenEnds = await seed(cloud, files, last?.enrolmentTokenEnds, systemClock.now())
  await remember(data, {
    ports: { cloud: Number(new URL(cloudUrl).port), authority: authority.port, dns: dnsPort },
    publicUrl,
    enrolmentTokenEnds,
  })
  const caRootFile = authority.rootFile
  return { cloudUrl, directoryUrl: authority.directoryUrl, caRootFile, enrolmentTokenFile, apiTokenFile, dnsPort, zone: practiceZone }
}

async function listenDns({ dns }: Cloud, asked: number | undefined, last: Remembered | undefined): Promise<number> {
  const listen = (port: number) => dns.listen({ host, port })
  const { port } = await (asked === undefined ? settlePort(last?.ports.dns, listen) : listen(asked))
  return port
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason }, { cause })
  }
}
