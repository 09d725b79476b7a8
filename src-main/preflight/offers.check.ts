import { isIP } from 'node:net'
import { second } from '@mylzip/shared/domain/time.ts'
import { tooManyForProfile } from '../certificates/profile-names.policy.ts'
import type { Check } from '../doctor/check.port.ts'
import type { Surroundings } from '../doctor/surroundings.port.ts'
import { fact, failed, skipped, trouble, well } from '../doctor/verdict.policy.ts'
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
    title: `${directory} offers what is wanted of the certificate.`,
    patience: 40 * second,
    async look() {
      const tooMany = tooManyForProfile(profile, names)
      if (tooMany) return failed(trouble(tooMany.code, tooMany.data))
      const offers = directoryIn(await ways(directory))
      if (!offers) return skipped(`What ${directory} offers is known as soon as it answers.`)
      const evidence = [fact('profiles', offers.profiles.join(', ') || 'it names none')]
      const address = names.find((name) => isIP(name) !== 0)
      if (profile === undefined) return well(`The certificate is ordered as ${directory} makes them.`, evidence)
      if (!offers.profiles.includes(profile)) return failed(trouble('ACME_PROFILE_UNKNOWN', { profile }), evidence)
      if (address !== undefined && profile !== forAddresses && offers.profiles.includes(forAddresses))
        return failed(trouble('ACME_ADDRESS_NEEDS_PROFILE', { name: address, needed: forAddresses, profile }), evidence)
      return well(`${directory} offers the profile ${profile}.`, evidence)
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
    title: `${directory} can be ordered at without more ado.`,
    patience: 40 * second,
    async look() {
      const offers = directoryIn(await ways(directory))
      if (!offers) return skipped(`Whether ${directory} wants an account made beforehand is known as soon as it answers.`)
      const evidence = [fact('wants an account made beforehand', offers.needsBinding ? 'yes' : 'no')]
      if (!offers.needsBinding) return well('An account there is opened by itself.', evidence)
      if (await isBound()) return well('The account that it wants is there.', evidence)
      return failed(trouble('ACME_EAB_REQUIRED'), evidence)
    },
  }
}
