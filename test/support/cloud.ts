import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { PlanName } from '@mylzip/shared/domain/plans.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import { buildCloud, type Cloud } from '#cloud/app.ts'
import type { CloudOptions } from '#cloud/composition/cloud-options.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { generateSigningKey } from '#cloud/plugins/signing-key.ts'
import { listenOf, openAny } from './cloud-databases.ts'
import { createTestDevice, type TestDevice } from './cloud-device.ts'
import { signedIn, type TestPerson } from './cloud-person.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { createSilentLog } from './silent-log.ts'
import { closedAtLast } from './still-running.ts'

export interface TestCloud extends Cloud {
  url: string
  dnsPort: number
  clock: { now(): number; pass(ms: number): void }
  log: ReturnType<typeof createSilentLog>
  /** Everybody's, unless another mailer was given. */
  mailbox: Mailbox
  /** A team of its own and a token for it. */
  newTeam(order?: {
    maxUses?: number
    lifetime?: number
    /** Default: everything there is, for all of its devices. */
    plan?: PlanName
  }): Promise<{ slug: string; teamId: string; token: string; tokenId: string }>
  /** A device that is enrolled, in a new team unless a token is given. */
  newDevice(request?: { token?: string; label?: string }): Promise<TestDevice>
  /** Somebody who is signed in, and belongs to a team where one is named. */
  newPerson(member?: { teamId: string; role: TeamRole }): Promise<TestPerson>
}

export type TestCloudOptions = Pick<CloudOptions, 'db'> & Partial<CloudOptions> & { clock?: TestCloud['clock'] }

export const signingKey = await generateSigningKey()

/** A clock that begins now and goes on by itself, and by leaps when told. */
export function leapingClock(): TestCloud['clock'] {
  let leapt = 0
  return {
    now: () => Date.now() + leapt,
    pass: (ms) => {
      leapt += ms
    },
  }
}

/** The whole cloud, listening on free ports of loopback, with nothing replaced but the clock. */
export async function startCloud({ clock = leapingClock(), ...options }: TestCloudOptions): Promise<TestCloud> {
  const log = createSilentLog()
  const mailbox = createMailbox(() => cloud.outbox.sendDue())
  const cloud: Cloud = await buildCloud({
    clock,
    log,
    listen: listenOf(options.db),
    mailer: mailbox,
    random: systemRandom,
    zone: 'myl.test',
    publicUrl: 'https://cloud.myl.test',
    signingKeys: [signingKey],
    masterKeys: [{ kid: 'test', k: Buffer.alloc(32, 7).toString('base64url') }],
    nameservers: [{ name: 'ns1.myl.test', addresses: ['127.0.0.1', '::1'] }],
    ...options,
  })
  await cloud.app.listen({ host: '127.0.0.1', port: 0 })
  const { port: dnsPort } = await cloud.dns.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(cloud.app.server.address() as AddressInfo).port}`

  async function newTeam({ maxUses = 100, lifetime = day, plan = 'enterprise' }: Parameters<TestCloud['newTeam']>[0] = {}) {
    const slug = `team-${randomUUID().slice(-8)}`
    const { id: teamId } = await cloud.teams.create({ slug, name: `Team ${slug}` })
    if (plan !== 'free') await insertLicence(options.db, teamId, plan, clock.now())
    const { token, id: tokenId } = await cloud.devices.createEnrolmentToken({ teamId, maxUses, lifetime })
    return { slug, teamId, token, tokenId }
  }

  return {
    ...cloud,
    close: closedAtLast(cloud.close),
    url,
    dnsPort,
    clock,
    log,
    mailbox,
    newTeam,
    async newDevice({ token, label } = {}) {
      const device = createTestDevice(url, clock)
      await device.enrol(token ?? (await newTeam()).token, label)
      return device
    },
    async newPerson(member) {
      const email = `${randomUUID()}@people.test`
      const person = await cloud.people.create({ email, name: 'Somebody' })
      if (person === undefined) throw new Error(`${email} is taken`)
      if (member) await cloud.teams.addMember({ ...member, personId: person.id, email }, { kind: 'operator', id: null })
      const { secret } = await cloud.sessions.begin(person.id, { address: '127.0.0.1', userAgent: 'test' })
      return signedIn(url, { id: person.id, email, sessionSecret: secret })
    },
  }
}

/** As an operator grants it, without an entry in the team's log: tests count those. */
async function insertLicence(db: CloudOptions['db'], team_id: string, plan: 'premium' | 'enterprise', now: number): Promise<void> {
  const dates = { starts_at: now, ends_at: now + 10_000 * day, withdrawn_at: null, created_at: now }
  await db
    .insertInto('licences')
    .values({ id: randomUUID(), team_id, plan, devices: null, source: 'operator', ...dates })
    .execute()
}

export type CloudAlone = TestCloud & Pick<CloudOptions, 'db'>

/** The same on a database of its own, which goes with it: for tests that are about whoever calls the cloud. */
export async function startCloudAlone(options: Omit<TestCloudOptions, 'db'> = {}): Promise<CloudAlone> {
  const database = await openAny()
  const cloud = await startCloud({ ...options, db: database.db })
  return { ...cloud, db: database.db, close: () => cloud.close().finally(database.close) }
}
