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
    title: 'The names can stand in a certificate.',
    async ask() {
      if (malformed) throw malformed
      return names.length === 1 ? 'The name can stand in a certificate.' : `All ${names.length} names can stand in a certificate.`
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
        title: 'Your organisation lets it be ordered so.',
        ask: () => needs.refuseContradiction(wanted).then(() => 'Nothing that your organisation has set speaks against it.'),
      }),
      checkAllowed({
        id: 'licence',
        title: 'The licence is for such a certificate.',
        patience: 10 * second,
        ask: () => needs.refuseUnlicensed(names, profile).then(() => 'The licence has all that it needs.'),
      }),
      checkAllowed({
        id: 'managed',
        title: `${name} is not looked after here yet.`,
        ask: () => needs.refuseManaged(name).then(() => `There is no certificate for ${name} here yet.`),
      }),
      checkAllowed({
        id: 'key',
        title: 'Its key can be made, or used, as you want it.',
        ask: () => needs.refuseImpossibleKey(wanted, names).then(() => 'The choices for its key go together.'),
      }),
      checkAllowed({
        id: 'store',
        group: 'data',
        title: 'It can be put where programs look for it.',
        patience: 20 * second,
        ask: () => needs.refuseUnstorable(name).then(() => 'There is room for it, and nothing lies in its place.'),
      }),
    ]
  }

  function limits(directory: string): Check {
    return checkAllowed({
      id: `limits:${directory}`,
      group: 'authority',
      about: [directory],
      title: `${directory} has room for one more, as far as this device knows.`,
      ask: () => needs.refuseOverLimit(directory, names).then(() => 'No limit that this device knows of is reached.'),
    })
  }
}
