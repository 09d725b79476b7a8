import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { DevicePolicies } from './device-policies.service.ts'
import type { PoliciesService } from './policies.service.ts'

interface PolicyServices {
  access: TeamAccess
  policies: PoliciesService
  devicePolicies: DevicePolicies
}

export function policyRoutes({ policies: calls }: Api, { access, policies, devicePolicies }: PolicyServices) {
  return {
    read: calls.read.handler(async ({ context, input }) => policies.read((await access.enter(context, { slug: input.team })).teamId)),
    set: calls.set.handler(async ({ context, input }) =>
      policies.set(await access.enter(context, { slug: input.team }), input.basedOn, input.document),
    ),
    clear: calls.clear.handler(async ({ context, input }) => policies.clear(await access.enter(context, { slug: input.team }))),
    versions: calls.versions.handler(async ({ context, input }) =>
      policies.versions((await access.enter(context, { slug: input.team })).teamId, input),
    ),
    mine: calls.mine.handler(async ({ context, input }) => {
      const { etag, document } = await devicePolicies.of(deviceOf(context), input.headers?.['if-none-match'])
      if (document === undefined) return { status: 304 as const, headers: { etag } }
      return { status: 200 as const, headers: { etag }, body: { document } }
    }),
  }
}
