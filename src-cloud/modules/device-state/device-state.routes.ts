import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { DeviceStates } from './device-state.service.ts'

export function deviceStateRoutes({ deviceState }: Api, states: DeviceStates) {
  return {
    tell: deviceState.tell.handler(({ context, input }) => states.tell(deviceOf(context), input.state)),
    tellCertificate: deviceState.tellCertificate.handler(({ context, input }) =>
      states.tellCertificate(deviceOf(context), input.certificatePem, input.directory),
    ),
  }
}
