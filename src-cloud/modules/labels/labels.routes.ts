import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { NamesOfDeviceService } from './names-of-device.service.ts'
import type { WishedLabels } from './wishes.service.ts'

interface LabelServices {
  access: TeamAccess
  wishedLabels: WishedLabels
  namesOfDevice: NamesOfDeviceService
}

export function labelRoutes({ labels }: Api, { access, wishedLabels, namesOfDevice }: LabelServices) {
  return {
    team: labels.team.handler(({ input }) => wishedLabels.forTeam(input.label)),
    device: labels.device.handler(async ({ context, input }) => {
      const { teamId, slug } = await access.enter(context, { slug: input.team })
      return wishedLabels.forDevice({ id: teamId, slug }, input.label)
    }),
    names: labels.names.handler(({ context }) => namesOfDevice.list(deviceOf(context))),
    addName: labels.addName.handler(({ context, input }) => namesOfDevice.add(deviceOf(context), input.zone)),
    enrolment: labels.enrolment.handler(({ input }) => wishedLabels.forEnrolment(input)),
  }
}
