import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { DnsService } from './dns.service.ts'

export function dnsRoutes({ dns }: Api, service: DnsService) {
  return {
    publishChallenge: dns.publishChallenge.handler(({ context, input }) =>
      service.publishChallenge(deviceOf(context), input.name, input.value),
    ),
    removeChallenge: dns.removeChallenge.handler(({ context, input }) =>
      service.removeChallenge(deviceOf(context), input.name, input.value),
    ),
    publishAddresses: dns.publishAddresses.handler(({ context, input }) => service.publishAddresses(deviceOf(context), input.addresses)),
  }
}
