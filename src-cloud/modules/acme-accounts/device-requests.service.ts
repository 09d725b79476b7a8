import type { AcmeReply, AcmeRequest } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { AcmeUrlKind } from '../../plugins/database/tables/acme-accounts.ts'
import type { AcmeAnswer } from '../acme/acme-http.adapter.ts'
import { isRevoked } from '../acme/acme-session.adapter.ts'
import { lockDevice } from '../devices/devices.repository.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { AccountSessions } from './account-sessions.ts'
import { toldUrls } from './acme-answers.policy.ts'
import { readRequest, refuseOtherNames } from './certificate-request.ts'
import { type createDeviceOrders, isOfAuthority, orderKept, type Speaking, whose } from './device-orders.service.ts'
import { readIssued } from './issued-certificate.ts'
import type { OrderableNames } from './orderable-names.service.ts'
import { bindUrls, deviceOfKey, findOrderAt, findOrderOfCertificate, type OrderRow, updateOrder } from './orders.repository.ts'
import type { TeamAccounts } from './team-accounts.service.ts'

type Of<Kind extends AcmeRequest['kind']> = Extract<AcmeRequest, { kind: Kind }>

export interface DeviceRequests {
  find(device: EnrolledCaller, directory: string): Promise<{ url: string; thumbprint: string }>
  /** Has the authority asked, and answers what it said. */
  ask(device: EnrolledCaller, directory: string, request: AcmeRequest): Promise<AcmeReply>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  audit: TeamAudit
  accounts: Pick<TeamAccounts, 'usable'>
  sessions: Pick<AccountSessions, 'of'>
  names: OrderableNames
  order: ReturnType<typeof createDeviceOrders>
}

/**
 * What a team's account asks of its authority for one device. The cloud writes, signs and sends each request itself, and sees
 * the answer: so it knows from the authority alone which address belongs to which device's order, and no signature ever
 * leaves the cloud. Everything that is not listed here is not asked.
 */
export function createDeviceRequests({ db, clock, audit, accounts, sessions, names, order }: Needs): DeviceRequests {
  async function ownOrder(speaking: Speaking, url: string, kinds: readonly AcmeUrlKind[]) {
    const known = await findOrderAt(db, whose(speaking), url, kinds)
    if (known === undefined) throw new Refusal('ACME_ADDRESS_NOT_YOURS', { url })
    return known
  }

  /** Whatever the answer tells of belongs to the same order. */
  async function learn({ session }: Speaking, known: OrderRow, kind: 'order' | 'authorization' | 'certificate', answer: AcmeAnswer) {
    if (answer.status !== 200) return
    const told = toldUrls(kind, answer).filter(({ url }) => isOfAuthority(session)(url))
    await bindUrls(db, { account_id: known.account_id, order_id: known.id }, told)
    if (kind !== 'certificate' || typeof answer.body !== 'string' || known.fingerprint !== null) return
    const issued = readIssued(answer.body)
    if (issued) await updateOrder(db, known.id, { ...issued, kept_until: issued.not_after + orderKept })
  }

  async function read(speaking: Speaking, { url }: Of<'read'>): Promise<AcmeAnswer> {
    const known = await ownOrder(speaking, url, ['order', 'authorization', 'certificate'])
    const answer = await speaking.session.post(url, undefined)
    if (known.kind === 'order' || known.kind === 'authorization' || known.kind === 'certificate')
      await learn(speaking, known, known.kind, answer)
    return answer
  }

  async function challenge(speaking: Speaking, { url }: Of<'challenge'>): Promise<AcmeAnswer> {
    await ownOrder(speaking, url, ['challenge'])
    return speaking.session.post(url, {})
  }

  async function finalize(speaking: Speaking, { url, csr }: Of<'finalize'>): Promise<AcmeAnswer> {
    const { device, session } = speaking
    const known = await ownOrder(speaking, url, ['finalize'])
    const request = await readRequest(csr)
    refuseOtherNames(request.names, known.names)
    // Names change hands: a device that was given another one since has no say over the one before.
    await names.read(device, known.names)
    await db.transaction().execute(async (trx) => {
      await lockDevice(trx, device)
      const owner = await deviceOfKey(trx, { key_hash: request.keyHash, device_id: device.id, used_at: clock.now() })
      if (owner !== device.id) throw new Refusal('KEY_OF_ANOTHER_DEVICE')
      await updateOrder(trx, known.id, { key_hash: request.keyHash })
    })
    const answer = await session.post(url, { csr })
    await learn(speaking, known, 'order', answer)
    return answer
  }

  async function revoke({ account, device, session }: Speaking, { certificate, reason }: Of<'revoke'>): Promise<AcmeAnswer> {
    const issued = readIssued(Buffer.from(certificate, 'base64url'))
    const known = issued && (await findOrderOfCertificate(db, device.id, { fingerprint: issued.fingerprint }))
    if (known?.account_id !== account.id) throw new Refusal('CERTIFICATE_NOT_YOURS')
    const answer = await session.post(session.directory.revokeCert, { certificate, reason })
    if (!isRevoked(answer) || known.revoked_at !== null) return answer
    await db.transaction().execute(async (trx) => {
      await updateOrder(trx, known.id, { revoked_at: clock.now() })
      const facts = { deviceId: device.id, serial: known.serial ?? '', directory: account.directory_url }
      await audit.record(trx, {
        teamId: account.team_id,
        actor: { kind: 'device', id: device.id },
        action: 'acme-account.revoked',
        facts,
      })
    })
    return answer
  }

  function answerTo(speaking: Speaking, request: AcmeRequest): Promise<AcmeAnswer> {
    switch (request.kind) {
      case 'order':
        return order(speaking, request)
      case 'read':
        return read(speaking, request)
      case 'challenge':
        return challenge(speaking, request)
      case 'finalize':
        return finalize(speaking, request)
      case 'revoke':
        return revoke(speaking, request)
    }
  }

  return {
    async find({ teamId }, directory) {
      const { account_url: url, key_thumbprint: thumbprint } = await accounts.usable(teamId, directory)
      return { url, thumbprint }
    },
    async ask(device, directory, request) {
      const account = await accounts.usable(device.teamId, directory)
      return replyOf(await answerTo({ device, account, session: await sessions.of(account) }, request))
    },
  }
}

/** How long a key counts as the device's that handed it in first: longer than any certificate lives. */
export const keysKept = 400 * day

function replyOf({ status, location, link, retryAfter, date, body }: AcmeAnswer): AcmeReply {
  const headers = {
    ...(location !== undefined && { location }),
    ...(link !== undefined && { link }),
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    ...(date !== undefined && { date }),
  }
  return { status, headers, body: typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : textOf(body) }
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '')
}
