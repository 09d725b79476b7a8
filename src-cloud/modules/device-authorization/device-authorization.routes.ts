import type { Api } from '../../plugins/api.ts'
import type { DeviceAuthorization } from './device-authorization.service.ts'

export function deviceAuthorizationRoutes({ deviceAuthorization: calls }: Api, authorization: DeviceAuthorization) {
  return {
    begin: calls.begin.handler(({ context, input: { publicKey, ...asking } }) =>
      authorization.begin({ ...asking, publicKey: publicKey.x, address: context.address }),
    ),
    poll: calls.poll.handler(({ input }) => authorization.poll(input)),
  }
}
