import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { QuotaLedger } from './quota.service.ts'

export function quotaRoutes({ quota }: Api, ledger: QuotaLedger, access: TeamAccess) {
  return {
    askSlot: quota.askSlot.handler(({ context, input }) => ledger.ask(deviceOf(context), { ...input, address: context.address })),
    ofTeam: quota.ofTeam.handler(async ({ context, input: { team, ...page } }) =>
      ledger.overview((await access.enter(context, { slug: team })).teamId, page),
    ),
  }
}
