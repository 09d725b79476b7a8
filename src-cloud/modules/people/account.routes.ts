import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Api } from '../../plugins/api.ts'
import { personOf } from '../../plugins/call-context.ts'
import type { AccountsService } from './accounts.service.ts'
import type { PersonalData } from './personal-data.service.ts'
import type { SessionsService } from './sessions.service.ts'
import type { TotpService } from './totp.service.ts'

interface AccountParts {
  accounts: AccountsService
  sessions: SessionsService
  totp: TotpService
  personalData: PersonalData
}

export function accountRoutes(api: Api, { accounts, sessions, totp, personalData }: AccountParts) {
  return {
    show: api.account.show.handler(async ({ context }) => {
      const { id } = personOf(context)
      const { on, recoveryCodesLeft } = await totp.status(id)
      return { ...(await accounts.find(id)), codeNeeded: on, recoveryCodesLeft }
    }),
    sessions: api.account.sessions.handler(async ({ context }) => {
      const { id, sessionId } = personOf(context)
      const live = await sessions.of(id)
      return {
        sessions: live.map(({ createdAt, lastUsedAt, expiresAt, ...session }) => ({
          ...session,
          begunAt: toTimestamp(createdAt),
          lastUsedAt: toTimestamp(lastUsedAt),
          endsAt: toTimestamp(expiresAt),
          current: session.id === sessionId,
        })),
      }
    }),
    endSession: api.account.endSession.handler(({ context, input }) => sessions.end(personOf(context).id, input.session)),
    endOtherSessions: api.account.endOtherSessions.handler(({ context }) => {
      const { id, sessionId } = personOf(context)
      return sessions.endAll(id, sessionId)
    }),
    export: api.account.export.handler(async ({ context, input }) => ({
      ...(await personalData.export(personOf(context).id, input.cursor)),
    })),
  }
}
