import type { WishedLabel } from '@mylzip/shared/cloud-api/labels.ts'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { nextStepOf, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { hashOfSecret } from '../../plugins/secrets.ts'
import { tokenRefusal } from '../devices/enrolment.policy.ts'
import { findToken } from '../devices/enrolment-tokens.repository.ts'
import { findTeam } from '../teams/teams.repository.ts'
import { slugLookRefusal } from './claim-label.ts'
import type { DeviceLabels } from './device-labels.ts'
import { labelRefusal } from './labels.policy.ts'

export interface WishedLabels {
  forTeam(label: string): Promise<WishedLabel>
  forDevice(team: { id: string; slug: string }, label: string, zone?: string): Promise<WishedLabel>
  /** Refuses with ENROLMENT_TOKEN_* and ZONE_UNKNOWN. */
  forEnrolment(wish: { token: string; label: string; zone?: string | undefined }): Promise<WishedLabel & { zones: string[] }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  zones: readonly [string, ...string[]]
  /** Labels directly below the zone that the zone itself uses. */
  reserved: ReadonlySet<string>
  labels: DeviceLabels
}

/** What would come of a label, told before it is anybody’s. */
export function createWishedLabels({ db, clock, zones, reserved, labels }: Needs): WishedLabels {
  async function forDevice(team: { id: string; slug: string }, wished: string, zone: string = zones[0]): Promise<WishedLabel> {
    const label = wished.toLowerCase()
    const name = `${label}.${team.slug}.${zone}`
    const becomesPublic = `Every certificate is listed in public logs, for good. Anybody can read there that there is a device ${name}, and so what it is called.`
    return answer(label, await labels.refusal(db, team, label), [name], becomesPublic)
  }

  return {
    async forTeam(wished) {
      const label = wished.toLowerCase()
      const becomesPublic = `Names of all the team’s devices end in it, and every certificate is listed in public logs, for good. Anybody can read there that there is a team ${label}, and how many devices it has.`
      const refusal = labelRefusal(label, reserved) ?? (await slugLookRefusal(db, label)) ?? (await slugTaken(label))
      return answer(
        label,
        refusal,
        zones.map((zone) => `${label}.${zone}`),
        becomesPublic,
      )
    },
    forDevice,
    async forEnrolment({ token, label, zone }) {
      const known = await findToken(db, hashOfSecret(token))
      if (known === undefined || known.revoked_at !== null) throw new Refusal('ENROLMENT_TOKEN_INVALID')
      const refusal = tokenRefusal(known, clock.now())
      if (refusal) throw refusal
      const wanted = zone === undefined ? zones[0] : zones.find((each) => each === canonicalName(zone))
      if (wanted === undefined) throw new Refusal('ZONE_UNKNOWN', { zone: zone ?? '', zones: zones.join(', ') })
      return { ...(await forDevice({ id: known.team_id, slug: known.slug }, label, wanted)), zones: [...zones] }
    },
  }

  async function slugTaken(label: string): Promise<Refusal | undefined> {
    return (await findTeam(db, label)) && new Refusal('LABEL_TAKEN', { label })
  }
}

function answer(label: string, refusal: Refusal | undefined, names: string[], becomesPublic: string): WishedLabel {
  const said = refusal && { code: refusal.code, sentence: refusal.message, next: nextStepOf(refusal.code, refusal.data) }
  return { label, free: refusal === undefined, refusal: said ?? null, names: refusal ? [] : names, becomesPublic }
}
