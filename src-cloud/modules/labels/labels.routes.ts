import type { Api } from '../../plugins/api.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { WishedLabels } from './wishes.service.ts'

export function labelRoutes({ labels }: Api, { access, wishedLabels }: { access: TeamAccess; wishedLabels: WishedLabels }) {
  return {
    team: labels.team.handler(({ input }) => wishedLabels.forTeam(input.label)),
    device: labels.device.handler(async ({ context, input }) => {
      const { teamId, slug } = await access.enter(context, { slug: input.team })
      return wishedLabels.forDevice({ id: teamId, slug }, input.label)
    }),
    enrolment: labels.enrolment.handler(({ input }) => wishedLabels.forEnrolment(input)),
  }
}
