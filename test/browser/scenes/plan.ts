import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { freeLicence, licenceOf } from '../../support/licences.ts'
import { sampleDevice, sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const ago = (days: number) => toTimestamp(sampleNow - days * day)

/** Every licence a person can meet. */
export const planScenes = {
  free: { snapshot: sampleSnapshot(), licence: freeLicence },
  premium: {
    snapshot: sampleSnapshot(),
    licence: licenceOf('premium', {
      limits: [
        { what: 'devices', limit: 5, used: 4 },
        { what: 'ownDomains', limit: 100, used: 12 },
        { what: 'monitors', limit: 25, used: 25 },
        { what: 'apiCalls', limit: 100_000, used: 6_120 },
      ],
    }),
  },
  grace: {
    snapshot: sampleSnapshot({
      device: sampleDevice({ team: 'The team with the longest name that anybody has ever given to a team of theirs' }),
    }),
    licence: licenceWithoutCloud({ state: 'grace', confirmedAt: ago(5), worksWithoutCloudUntil: toTimestamp(sampleNow + 9 * day) }),
  },
  unconfirmed: {
    snapshot: sampleSnapshot(),
    licence: licenceWithoutCloud({ ...freeOnly('unconfirmed'), confirmedAt: ago(20) }),
  },
  expired: {
    snapshot: sampleSnapshot(),
    licence: licenceOf('premium', {
      ...freeOnly('expired'),
      licence: { plan: 'premium', devices: null, endsAt: toTimestamp(sampleNow - hour) },
    }),
  },
  enterprise: { snapshot: sampleSnapshot(), licence: licenceOf('enterprise') },
} satisfies Record<string, Script>

function freeOnly(state: 'unconfirmed' | 'expired') {
  return { state, plan: 'free', features: freeLicence.features, worksWithoutCloudUntil: null } as const
}

/** What only the cloud knows is missing. */
function licenceWithoutCloud(change: Partial<ReturnType<typeof licenceOf>>) {
  const { trialAvailable: _, teamPage: __, ...known } = licenceOf('premium', change)
  return { ...known, limits: known.limits.map(({ what, limit }) => ({ what, limit })) }
}
