import { X509Certificate } from 'node:crypto'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { revocationReasonCodes } from '@mylzip/shared/domain/revocation-reasons.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import type { JWK } from 'jose'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storableJson } from '../../plugins/database/storable.ts'
import type { Log } from '../../plugins/log.port.ts'
import { type AskedAuthority, createAcmeSend } from '../acme/acme-http.adapter.ts'
import { openAcmeSession } from '../acme/acme-session.adapter.ts'
import type { RevokeByAccount } from '../acme-accounts/revoke-by-account.service.ts'
import { changeOperation } from '../commands/operation-end.service.ts'
import { changeBy } from '../commands/operation-report.policy.ts'
import { claimOwn, lockOperation, type OperationRow, updateOperation } from '../commands/operations.repository.ts'
import {
  certificatesToRevoke,
  type DeviceCertificateRow,
  revokedAndGivenUp,
  updateCertificate,
} from '../device-state/device-state.repository.ts'
import { findDevice, type KnownDevice } from '../ssl/ssl-devices.repository.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { LostNames } from './lost-names.service.ts'
import { type AuthorityAnswer, type Places, proveAndRevoke } from './prove-and-revoke.ts'
import { isFinalAnswer, nextTryAt } from './revocation-tries.policy.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  log: Log
  audit: TeamAudit
  names: LostNames
  accountKey(directoryUrl: string): Promise<JWK>
  /** By the team's account, where that one ordered it: without any proof. */
  revokeByAccount: RevokeByAccount
  /** Only these are asked: a device could have told of any address. */
  authorities: readonly AskedAuthority[]
}

/** How long one certificate may take before another instance tries. */
const claimed = 3 * minute
/** Then other lost devices have their turn. */
const atOnce = 20

/** Has what lost devices hold revoked, one operation after the other; answers when there is none due, or soon after `stopping` is aborted. */
export function createLostDevices(needs: Needs) {
  const { audit, clock, db, log, names, accountKey, revokeByAccount, authorities } = needs

  return async (stopping: AbortSignal): Promise<void> => {
    while (!stopping.aborted) {
      const now = clock.now()
      const operation = await claimOwn(db, now, now + claimed)
      if (operation === undefined) return
      await carryOut(operation, stopping).catch((error: unknown) =>
        log.error('a lost device’s certificates were not revoked', { reason: String(error) }),
      )
    }
  }

  async function carryOut(operation: OperationRow, stopping: AbortSignal): Promise<void> {
    const device = await findDevice(db, operation.device_id)
    const now = clock.now()
    const due = (await certificatesToRevoke(db, operation.device_id, now)).filter(({ next_try_at }) => next_try_at <= now)
    for (const [index, certificate] of due.slice(0, atOnce).entries()) {
      const progress = { step: 'revoke', done: index, of: due.length }
      await updateOperation(db, operation.id, {
        state: 'running',
        started_at: operation.started_at ?? clock.now(),
        delivered_at: operation.delivered_at ?? clock.now(),
        progress: storableJson(progress),
        not_before: clock.now() + claimed,
      })
      // What was broken off here is no answer of the authority's: the next instance takes it up where it was.
      await revoke(device, certificate, operation, stopping).catch((error: unknown) =>
        stopping.aborted ? undefined : failed(operation, certificate, error),
      )
      if (stopping.aborted) break
    }
    const [next] = await certificatesToRevoke(db, operation.device_id, clock.now())
    if (next !== undefined) return updateOperation(db, operation.id, { not_before: Math.max(next.next_try_at, clock.now()) })
    if (device !== undefined) await names.forget(device)
    await end(operation)
  }

  async function failed(operation: OperationRow, certificate: DeviceCertificateRow, error: unknown): Promise<void> {
    const { code, message } = asRefusal(error, certificate)
    log.warn('a lost device’s certificate was not revoked', { operation: operation.id, code, reason: message })
    const tries = certificate.tries + 1
    const next_try_at = isFinal(error) ? undefined : nextTryAt(tries, clock.now())
    const givenUp = { refusal: storableJson({ code, sentence: message }) }
    await updateCertificate(db, certificate, { tries, ...(next_try_at === undefined ? givenUp : { next_try_at }) })
  }

  async function revoke(
    device: KnownDevice | undefined,
    certificate: DeviceCertificateRow,
    { command }: OperationRow,
    stopping: AbortSignal,
  ): Promise<void> {
    const authority = authorities.find(({ directoryUrl }) => directoryUrl === certificate.directory_url)
    const unproven = (reason: string) => new Refusal('LOST_NAME_NOT_PROVEN', { name: certificate.names[0] ?? '', reason })
    if (device === undefined) throw unproven('the device was released meanwhile')
    const reason = revocationReasonCodes[command.kind === 'revoke' ? command.reason : 'unspecified']
    const der = new X509Certificate(certificate.pem).raw.toString('base64url')
    if (await revokeByAccount(device, { fingerprint: certificate.fingerprint, certificate: der, reason }))
      return updateCertificate(db, certificate, { revoked_at: clock.now() })
    if (authority === undefined) throw unproven('the cloud does not ask the authority that it is said to come from')
    const { directoryUrl } = authority
    for (const name of certificate.names) await names.placeOf(device, name)
    const session = await openAcmeSession(directoryUrl, await accountKey(directoryUrl), createAcmeSend(authority.rootsPem, { stopping }))
    const places: Places = {
      permit: (accountUri, caaIdentities) => names.permit(device, { directoryUrl, accountUri, caaIdentities }),
      publish: (name, value) => names.publish(device, name, value),
    }
    await proveAndRevoke(session, places, { names: certificate.names, pem: certificate.pem, reason })
    await updateCertificate(db, certificate, { revoked_at: clock.now() })
  }

  async function end(operation: OperationRow): Promise<void> {
    const { revoked, refusals } = await revokedAndGivenUp(db, operation.device_id, operation.created_at)
    const [failure] = refusals
    const report = failure ? ({ state: 'failed', failure } as const) : ({ state: 'succeeded', result: { certificates: revoked } } as const)
    await db.transaction().execute(async (trx) => {
      const known = await lockOperation(trx, operation.id)
      const change = known && changeBy(report, known, clock.now())
      if (known === undefined || change === undefined) return
      await changeOperation(audit, trx, known, change, { kind: 'cloud', id: null })
    })
  }
}

function asRefusal(error: unknown, { directory_url, serial }: DeviceCertificateRow): Refusal {
  if (isRefusal(error)) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new Refusal('LOST_REVOCATION_REFUSED', { directory: directory_url, serial, reason }, { cause: error })
}

/** What can never be proven is no reason to try again, and neither is an authority that will never do it. */
function isFinal(error: unknown): boolean {
  if (isRefusal(error, 'LOST_NAME_NOT_PROVEN')) return true
  return error instanceof Error && error.cause !== undefined && isFinalAnswer(error.cause as AuthorityAnswer)
}
