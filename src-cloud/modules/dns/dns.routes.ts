import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { DeviceAccess } from '../ssl/device-access.service.ts'
import type { DelegationsService } from './delegations.service.ts'
import type { DnsService } from './dns.service.ts'
import type { OrderingAccountsService } from './ordering-accounts.service.ts'
import type { SeenDelegations } from './seen-delegations.service.ts'

export interface DnsServices {
  service: DnsService
  delegations: DelegationsService
  accounts: OrderingAccountsService
  access: DeviceAccess
  seenDelegations: SeenDelegations
}

export function dnsRoutes({ dns }: Api, { service, delegations, accounts, access, seenDelegations }: DnsServices) {
  return {
    permitAccounts: dns.permitAccounts.handler(({ context, input }) => accounts.permit(deviceOf(context), input)),
    publishChallenge: dns.publishChallenge.handler(({ context, input }) =>
      service.publishChallenge(deviceOf(context), input.name, input.value),
    ),
    removeChallenge: dns.removeChallenge.handler(({ context, input }) =>
      service.removeChallenge(deviceOf(context), input.name, input.value),
    ),
    delegate: dns.delegate.handler(({ context, input }) => delegations.delegate(deviceOf(context), input.name)),
    releaseDelegation: dns.releaseDelegation.handler(({ context, input }) => delegations.release(deviceOf(context), input.name)),
    delegations: dns.delegations.handler(async ({ context, input }) => {
      const { device } = await access.enter(context, input.deviceId)
      return seenDelegations(device.id, input.page)
    }),
    publishDelegated: dns.publishDelegated.handler(({ context, input }) => delegations.publish(deviceOf(context), input.name, input.value)),
    removeDelegated: dns.removeDelegated.handler(({ context, input }) => delegations.remove(deviceOf(context), input.name, input.value)),
    publishAddresses: dns.publishAddresses.handler(({ context, input }) => service.publishAddresses(deviceOf(context), input.addresses)),
  }
}
