import type { Approvals } from '../../modules/device-authorization/approvals.service.ts'
import type { DeviceMoves } from '../../modules/devices/device-moves.service.ts'
import type { TeamDevices } from '../../modules/devices/team-devices.service.ts'
import type { EnrolmentTokensService } from '../../modules/enrolment-tokens/enrolment-tokens.service.ts'
import type { TeamServices } from '../teams/team-services.ts'

export interface DeviceServices extends Pick<TeamServices, 'access' | 'teams'> {
  approvals: Approvals
  moves: DeviceMoves
  teamDevices: TeamDevices
  enrolmentTokens: EnrolmentTokensService
}
