import { isIP } from 'node:net'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { tooManyForProfile } from '../certificates/profile-names.policy.ts'
import type { Check } from '../doctor/check.port.ts'
import type { Surroundings } from '../doctor/surroundings.port.ts'
import { fact, failed, skipped, titled, trouble, well } from '../doctor/verdict.policy.ts'
import { directoryIn } from '../doctor/way/judge-way.policy.ts'

/** Let's Encrypt's name for the profile that addresses need; others that issue for addresses have taken it over. */
const forAddresses = 'shortlived'

/** Whether the authority offers the profile: it says so in its directory, before anything is ordered. */
export function checkProfile({ ways }: Pick<Surroundings, 'ways'>, { directory, names, profile }: Wanted): Check {
  return {
    id: `profile:${directory}`,
    kind: 'profile',
    group: 'authority',
    about: [directory],
    ...titled('check.profile', { directory }),
    patience: 40 * second,
    async look() {
      const tooMany = tooManyForProfile(profile, names)
      if (tooMany) return failed(trouble(tooMany.code, tooMany.data))
      const offers = directoryIn(await ways(directory))
      if (!offers) return skipped(saying('found.profile-unknown', { directory }))
      const evidence = [fact(saying('seen.profiles'), offers.profiles.join(', ') || saying('seen.profiles-none'))]
      const address = names.find((name) => isIP(name) !== 0)
      if (profile === undefined) return well(saying('found.profile-usual', { directory }), evidence)
      if (!offers.profiles.includes(profile)) return failed(trouble('ACME_PROFILE_UNKNOWN', { profile }), evidence)
      if (address !== undefined && profile !== forAddresses && offers.profiles.includes(forAddresses))
        return failed(trouble('ACME_ADDRESS_NEEDS_PROFILE', { name: address, needed: forAddresses, profile }), evidence)
      return well(saying('found.profile', { directory, profile }), evidence)
    },
  }
}

interface Wanted {
  directory: string
  names: readonly string[]
  profile: string | undefined
}

/** Whether the authority wants an account made with it beforehand (RFC 8555 §7.3.4) that nobody has made. `isBound`: there is one, or the key of one. */
export function checkBinding({ ways }: Pick<Surroundings, 'ways'>, directory: string, isBound: () => Promise<boolean>): Check {
  return {
    id: `binding:${directory}`,
    kind: 'binding',
    group: 'authority',
    about: [directory],
    ...titled('check.binding', { directory }),
    patience: 40 * second,
    async look() {
      const offers = directoryIn(await ways(directory))
      if (!offers) return skipped(saying('found.binding-unknown', { directory }))
      const evidence = [fact(saying('seen.binding'), saying(offers.needsBinding ? 'seen.yes' : 'seen.no'))]
      if (!offers.needsBinding) return well(saying('found.binding-unneeded'), evidence)
      if (await isBound()) return well(saying('found.binding'), evidence)
      return failed(trouble('ACME_EAB_REQUIRED'), evidence)
    },
  }
}
