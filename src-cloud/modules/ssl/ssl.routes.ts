import { orderFeatures } from '@mylzip/shared/domain/order-features.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Api } from '../../plugins/api.ts'
import type { Entitlements } from '../licences/entitlements.service.ts'
import type { DeviceAccess } from './device-access.service.ts'
import type { GiveCommand } from './give-command.service.ts'
import { namesToOrder } from './names-to-order.policy.ts'
import type { OperationsService } from './operations.service.ts'
import type { Overviews } from './overview.service.ts'
import { planView, upgradesFrom } from './plan-view.policy.ts'

interface SslServices {
  access: DeviceAccess
  give: GiveCommand
  operations: OperationsService
  overviews: Overviews
  entitlements: Entitlements
}

export function sslRoutes({ ssl }: Api, { access, give, operations, overviews, entitlements }: SslServices) {
  return {
    provisionDevice: ssl.provisionDevice.handler(async ({ context, input }) => {
      const entered = await access.enter(context, input.deviceId)
      const names = namesToOrder(input)
      await entitlements.requireForDevice(entered.device, orderFeatures({ names }, await access.ownNames(entered.device)))
      const facts = { deviceId: input.deviceId, domain: names[0] }
      return give({
        ...entered,
        order: { kind: 'provision', names, autoRenewal: input.autoRenewal },
        entry: { action: 'certificate.order-asked', facts },
        idempotencyKey: context.idempotencyKey,
      })
    }),
    renewCertificate: ssl.renewCertificate.handler(async ({ context, input: { deviceId, certificate } }) => {
      const entered = await access.enter(context, deviceId)
      return give({
        ...entered,
        order: { kind: 'renew', certificate: certificate ?? null },
        entry: { action: 'certificate.renewal-asked', facts: { deviceId, certificate: certificate ?? entered.device.name } },
        idempotencyKey: context.idempotencyKey,
      })
    }),
    revokeCertificate: ssl.revokeCertificate.handler(async ({ context, input: { params, query } }) => {
      const { certificate, reason, lost } = query
      const entered = await access.enter(context, params.deviceId)
      const facts = { deviceId: params.deviceId, certificate: certificate ?? entered.device.name, reason }
      return give({
        ...entered,
        lost,
        order: { kind: 'revoke', certificate: certificate ?? null, reason },
        entry: lost ? { action: 'device.lost', facts: { deviceId: params.deviceId } } : { action: 'certificate.revocation-asked', facts },
        idempotencyKey: context.idempotencyKey,
      })
    }),
    deviceStatus: ssl.deviceStatus.handler(async ({ context, input }) =>
      overviews.status(await access.enterForLatest(context, input.deviceId)),
    ),
    advancedManagement: ssl.advancedManagement.handler(async ({ context, input }) =>
      overviews.advanced((await access.enterForItsOwn(context, input.deviceId)).device),
    ),
    premiumFeatures: ssl.premiumFeatures.handler(async ({ context, input }) => {
      const { device, caller } = await access.enter(context, input.deviceId)
      const plan = await entitlements.planOf(device, caller.licences)
      return { current: planView(plan), upgrades: upgradesFrom(plan) }
    }),
    upgradeToPremium: ssl.upgradeToPremium.handler(async ({ context, input }) => {
      await access.enter(context, input.deviceId)
      throw new Refusal('BILLING_NOT_CONFIGURED')
    }),
    operation: ssl.operation.handler(({ context, input }) => operations.find(context, input.operationId)),
    operations: ssl.operations.handler(({ context, input }) => operations.ofDevice(context, input)),
  }
}
