import { X509Certificate } from 'node:crypto'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { revocationReasonCodes } from '@mylzip/shared/domain/revocation-reasons.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
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
import { type DeviceCertificateRow, liveCertificatesOf, markCertificateRevoked } from '../device-state/device-state.repository.ts'
import { findDevice, type KnownDevice } from '../ssl/ssl-devices.repository.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { LostNames } from './lost-names.service.ts'
import { proveAndRevoke } from './prove-and-revoke.ts'

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
/** Until what failed is tried again. */
const rest = hour / 4

/** Has what lost devices hold revoked, one operation after the other; answers when there is none due. */
export function createLostDevices(needs: Needs) {
  const { audit, clock, db, log, names, accountKey, revokeByAccount, authorities } = needs

  return async (): Promise<void> => {
    for (;;) {
      const now = clock.now()
      const operation = await claimOwn(db, now, now + claimed)
      if (operation === undefined) return
      await carryOut(operation).catch((error: unknown) =>
        log.error('a lost device’s certificates were not revoked', { reason: String(error) }),
      )
    }
  }

  async function carryOut(operation: OperationRow): Promise<void> {
    const device = await findDevice(db, operation.device_id)
    const certificates = await liveCertificatesOf(db, operation.device_id, clock.now())
    const failures: Refusal[] = []
    for (const [index, certificate] of certificates.entries()) {
      const progress = { step: 'revoke', done: index, of: certificates.length }
      await updateOperation(db, operation.id, {
        state: 'running',
        started_at: operation.started_at ?? clock.now(),
        delivered_at: operation.delivered_at ?? clock.now(),
        progress: storableJson(progress),
        not_before: clock.now() + claimed,
      })
      await revoke(device, certificate, operation).catch((error: unknown) => failures.push(asRefusal(error, certificate)))
    }
    for (const { code, message } of failures)
      log.warn('a lost device’s certificate was not revoked', { operation: operation.id, code, reason: message })
    // What an authority refuses now it may do later; what can never be proven is no reason to try again.
    if (failures.some((failure) => !isRefusal(failure, 'LOST_NAME_NOT_PROVEN')))
      return updateOperation(db, operation.id, { not_before: clock.now() + rest })
    await end(operation, certificates.length, failures[0])
  }

  async function revoke(device: KnownDevice | undefined, certificate: DeviceCertificateRow, { command }: OperationRow): Promise<void> {
    const authority = authorities.find(({ directoryUrl }) => directoryUrl === certificate.directory_url)
    const unproven = (reason: string) => new Refusal('LOST_NAME_NOT_PROVEN', { name: certificate.names[0] ?? '', reason })
    if (device === undefined) throw unproven('the device was released meanwhile')
    const reason = revocationReasonCodes[command.kind === 'revoke' ? command.reason : 'unspecified']
    const der = new X509Certificate(certificate.pem).raw.toString('base64url')
    if (await revokeByAccount(device, { fingerprint: certificate.fingerprint, certificate: der, reason }))
      return markCertificateRevoked(db, certificate, clock.now())
    if (authority === undefined) throw unproven('the cloud does not ask the authority that it is said to come from')
    for (const name of certificate.names) await names.placeOf(device, name)
    const send = createAcmeSend(authority.rootsPem)
    const session = await openAcmeSession(authority.directoryUrl, await accountKey(authority.directoryUrl), send)
    const publish = (name: string, value: string) => names.publish(device, name, value)
    await proveAndRevoke(session, publish, { names: certificate.names, pem: certificate.pem, reason })
    await markCertificateRevoked(db, certificate, clock.now())
  }

  async function end(operation: OperationRow, certificates: number, failure: Refusal | undefined): Promise<void> {
    const report = failure
      ? ({ state: 'failed', failure: { code: failure.code, sentence: failure.message } } as const)
      : ({ state: 'succeeded', result: { certificates } } as const)
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
