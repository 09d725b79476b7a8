import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { DeviceRequests } from './device-requests.service.ts'
import type { TeamAccounts } from './team-accounts.service.ts'

interface AcmeAccountServices {
  access: TeamAccess
  teamAccounts: TeamAccounts
  acmeRequests: DeviceRequests
}

export function acmeAccountRoutes({ acmeAccounts }: Api, { access, teamAccounts, acmeRequests }: AcmeAccountServices) {
  return {
    open: acmeAccounts.open.handler(async ({ context, input: { team, ...wanted } }) =>
      teamAccounts.open(await access.enter(context, { slug: team }), wanted),
    ),
    list: acmeAccounts.list.handler(async ({ context, input: { team, ...page } }) =>
      teamAccounts.list(await access.enter(context, { slug: team }), page),
    ),
    end: acmeAccounts.end.handler(async ({ context, input: { team, accountId } }) =>
      teamAccounts.end(await access.enter(context, { slug: team }), accountId),
    ),
    find: acmeAccounts.find.handler(({ context, input }) => acmeRequests.find(deviceOf(context), input.directory)),
    ask: acmeAccounts.ask.handler(({ context, input }) => acmeRequests.ask(deviceOf(context), input.directory, input.request)),
  }
}
