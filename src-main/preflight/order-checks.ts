import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { Check } from '../doctor/check.port.ts'
import { checkAccount } from '../doctor/checks/account.check.ts'
import { checkAuthority } from '../doctor/checks/authority.check.ts'
import { checkClock } from '../doctor/checks/clock.check.ts'
import { checkCloud } from '../doctor/checks/cloud.check.ts'
import { isProvenByCloud } from '../doctor/dependence.policy.ts'
import type { Surroundings } from '../doctor/surroundings.port.ts'
import { checkAllowed } from './allowed.check.ts'
import { checkBinding, checkProfile } from './offers.check.ts'
import { hostNamesOf, type Planned } from './planned-order.ts'
import { type ProofNeeds, proofChecks } from './proof-checks.ts'

/** What an order is held against, each refusing as the order itself would. */
export interface OrderRules {
  refuseContradiction(wanted: OrderInput): Promise<void>
  refuseUnlicensed(names: readonly string[], profile: string | undefined): Promise<void>
  refuseManaged(name: string): Promise<void>
  refuseOverLimit(directory: string, names: readonly string[]): Promise<void>
  refuseImpossibleKey(wanted: OrderInput, names: readonly string[]): Promise<void>
  refuseUnstorable(name: string): Promise<void>
}

export interface OrderChecksNeeds extends ProofNeeds, OrderRules {
  cloud: Parameters<typeof checkCloud>[1]
  isBound(directory: string): Promise<boolean>
  clockJumped(): number
}

/** Everything that is worth knowing before an authority is asked. Of it, authorities see a request for their directory. */
export function orderChecks(around: Surroundings, planned: Planned, needs: OrderChecksNeeds): Check[] {
  const { directories, malformed, names, profile, proof, wanted } = planned
  const [name = ''] = names
  const wellFormed = checkAllowed({
    id: 'names',
    title: saying('check.names'),
    async ask() {
      if (malformed) throw malformed
      return names.length === 1 ? saying('found.names-one') : saying('found.names', { count: names.length })
    },
  })
  const ofNames = names.length === 0 ? [] : [...rulesForNames(), ...proofChecks(around, planned, needs)]
  const byCloud = hostNamesOf(names).length > 0 && isProvenByCloud(proof, needs.dns !== undefined)
  return [
    wellFormed,
    ...ofNames,
    ...directories.flatMap((directory) => [
      checkAuthority(around, directory),
      ...needs.accounts.filter((account) => account.directory === directory).map(checkAccount),
      checkBinding(around, directory, () => needs.isBound(directory)),
      checkProfile(around, { directory, names, profile }),
      ...(names.length === 0 ? [] : [limits(directory)]),
    ]),
    ...(byCloud ? [checkCloud(around, needs.cloud)] : []),
    checkClock(around, directories, needs.clockJumped),
  ]

  function rulesForNames(): Check[] {
    return [
      checkAllowed({
        id: 'organisation',
        title: saying('check.organisation'),
        ask: () => needs.refuseContradiction(wanted).then(() => saying('found.organisation')),
      }),
      checkAllowed({
        id: 'licence',
        title: saying('check.licence'),
        patience: 10 * second,
        ask: () => needs.refuseUnlicensed(names, profile).then(() => saying('found.licence')),
      }),
      checkAllowed({
        id: 'managed',
        title: saying('check.managed', { name }),
        ask: () => needs.refuseManaged(name).then(() => saying('found.managed', { name })),
      }),
      checkAllowed({
        id: 'key',
        title: saying('check.key'),
        ask: () => needs.refuseImpossibleKey(wanted, names).then(() => saying('found.key')),
      }),
      checkAllowed({
        id: 'store',
        group: 'data',
        title: saying('check.room'),
        patience: 20 * second,
        ask: () => needs.refuseUnstorable(name).then(() => saying('found.room')),
      }),
    ]
  }

  function limits(directory: string): Check {
    return checkAllowed({
      id: `limits:${directory}`,
      group: 'authority',
      about: [directory],
      title: saying('check.limits', { directory }),
      ask: () => needs.refuseOverLimit(directory, names).then(() => saying('found.limits')),
    })
  }
}
