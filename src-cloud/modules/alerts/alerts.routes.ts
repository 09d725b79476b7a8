import type { Api } from '../../plugins/api.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { Alerts } from './alerts.service.ts'

export function alertRoutes(api: Api, alerts: Alerts, access: TeamAccess) {
  return {
    list: api.alerts.list.handler(async ({ context, input: { team, ...page } }) =>
      alerts.list((await access.enter(context, { slug: team })).teamId, page),
    ),
  }
}
