import type { EnrolmentTokenView } from '@mylzip/shared/cloud-api/enrolment-tokens.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import { momentCursor, momentIn } from '../../plugins/cursors.policy.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { storable } from '../../plugins/database/storable.ts'
import type { Random } from '../../plugins/random.port.ts'
import { hashOfSecret, newSecret } from '../../plugins/secrets.ts'
import { refuseWhileRevoked } from '../devices/device-places.ts'
import { type DeviceRow, lockDeviceOf } from '../devices/devices.repository.ts'
import { type EnrolmentTokenRow, insertToken, tokensOf, withdrawToken } from '../devices/enrolment-tokens.repository.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { TeamAudit } from '../team-audit/team-audit.service.ts'
import type { TeamCaller } from '../teams/team-access.service.ts'

export interface MadeToken {
  token: EnrolmentTokenView
  /** Shown here once; the cloud keeps only its hash. */
  secret: string
}

export interface EnrolmentTokensService {
  /** For more than one device the team's plan has to have enrolment tokens: refuses with LICENCE_REQUIRED or LICENCE_EXPIRED. */
  create(caller: TeamCaller, wanted: { name: string; maxUses: number; expiresInDays: number }): Promise<MadeToken>
  /** For one device's place. Refuses with DEVICE_NOT_IN_TEAM or DEVICE_BEING_REVOKED. */
  createFor(caller: TeamCaller, deviceId: string, expiresInDays: number): Promise<MadeToken>
  list(teamId: string, page: { limit: number; cursor?: string | undefined }): Promise<{ items: EnrolmentTokenView[]; next: string | null }>
  /** Refuses with ENROLMENT_TOKEN_NOT_FOUND. */
  withdraw(caller: TeamCaller, tokenId: string): Promise<{ token: EnrolmentTokenView }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  audit: TeamAudit
  entitlements: Pick<Entitlements, 'requireForTeam'>
}

/** Enough to tell tokens apart, far too little to guess the rest. */
const shownCharacters = 'mylzip_enrol_'.length + 4

/** A team's enrolment tokens, in the hands of its admins. */
export function createEnrolmentTokens({ db, clock, random, audit, entitlements }: Needs): EnrolmentTokensService {
  async function insert(
    trx: Transaction<CloudTables>,
    wanted: { teamId: string; name: string; maxUses: number; expiresInDays: number; replaces?: Pick<DeviceRow, 'id' | 'enrolment'> },
  ): Promise<MadeToken> {
    const secret = newSecret('enrol', random)
    const now = clock.now()
    const replaced = { replaces_device_id: wanted.replaces?.id ?? null, replaces_enrolment: wanted.replaces?.enrolment ?? null }
    const what = { name: storable(wanted.name), shown: secret.slice(0, shownCharacters), ...replaced }
    const dates = { created_at: now, expires_at: now + wanted.expiresInDays * day, revoked_at: null }
    const row = { id: random.uuid(), team_id: wanted.teamId, token_hash: hashOfSecret(secret), max_uses: wanted.maxUses, ...what, ...dates }
    await insertToken(trx, row)
    return { token: viewOf({ ...row, uses: 0 }), secret }
  }

  return {
    async create({ teamId, actor, licences }, { name, maxUses, expiresInDays }) {
      if (maxUses > 1) entitlements.requireForTeam(licences, 'fleet')
      return db.transaction().execute(async (trx) => {
        const { token, secret } = await insert(trx, { teamId, name, maxUses, expiresInDays })
        const facts = { tokenId: token.id, shown: token.shown, maxUses, expiresAt: token.expiresAt }
        await audit.record(trx, { teamId, actor, action: 'enrolment-token.created', facts })
        return { token, secret }
      })
    },
    createFor: ({ teamId, slug, actor }, deviceId, expiresInDays) =>
      db.transaction().execute(async (trx) => {
        const device = await lockDeviceOf(trx, teamId, deviceId)
        if (device === undefined) throw new Refusal('DEVICE_NOT_IN_TEAM', { device: deviceId, team: slug })
        await refuseWhileRevoked(trx, deviceId)
        const { token, secret } = await insert(trx, { teamId, name: device.name, maxUses: 1, expiresInDays, replaces: device })
        const facts = { tokenId: token.id, shown: token.shown, deviceId, name: device.name }
        await audit.record(trx, { teamId, actor, action: 're-enrolment-token.created', facts })
        return { token, secret }
      }),
    async list(teamId, { limit, cursor }) {
      const rows = await tokensOf(db, teamId, momentIn(cursor), limit + 1)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { items: shown.map(viewOf), next: last && rows.length > limit ? momentCursor(last.created_at, last.id) : null }
    },
    withdraw: ({ teamId, actor }, tokenId) =>
      db.transaction().execute(async (trx) => {
        const row = await withdrawToken(trx, teamId, tokenId, clock.now())
        if (row === undefined) throw new Refusal('ENROLMENT_TOKEN_NOT_FOUND', { tokenId })
        const token = viewOf(row)
        await audit.record(trx, { teamId, actor, action: 'enrolment-token.withdrawn', facts: { tokenId, shown: token.shown } })
        return { token }
      }),
  }
}

/** Those of an earlier version have neither name nor beginning. */
function viewOf(row: Omit<EnrolmentTokenRow, 'team_id' | 'token_hash'>): EnrolmentTokenView {
  const { id, name, shown, max_uses, uses, replaces_device_id, created_at, expires_at, revoked_at } = row
  const dates = { createdAt: toTimestamp(created_at), expiresAt: toTimestamp(expires_at), withdrawnAt: timestampOrNull(revoked_at) }
  return { id, name: name ?? 'Enrolment token', shown: shown ?? '', maxUses: max_uses, uses, replaces: replaces_device_id, ...dates }
}
