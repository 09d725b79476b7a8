import type { Api } from '../../plugins/api.ts'
import type { AuthService } from './auth.service.ts'

export function authRoutes({ auth }: Api, service: AuthService) {
  return {
    token: auth.token.handler(({ input }) => service.exchange(input.assertion)),
    time: auth.time.handler(() => service.time()),
  }
}
