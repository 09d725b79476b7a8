import { createUpdatedServer, type UpdatedServerNeeds, type UpdatedZone } from './updated-server.adapter.ts'
import type { RecordSet, ZonePlace } from './zone-place.port.ts'

/**
 * What has to be told of changes beside the built-in name server, which answers from the database: committed is shown
 * there, at every instance. Undefined where there is nothing else.
 */
export function placeOf(zones: readonly UpdatedZone[], needs: Omit<UpdatedServerNeeds, 'updated'>): ZonePlace | undefined {
  if (zones.length === 0) return undefined
  return everyPlace(zones.map((updated) => ({ zone: updated.zone, place: createUpdatedServer({ ...needs, updated }) })))
}

export interface PlacedZone {
  /** Canonical. */
  zone: string
  place: ZonePlace
}

/** Every place of every zone: each is told what lies in its own, and all of them have it in the end. */
export function everyPlace(placed: readonly PlacedZone[]): ZonePlace {
  return {
    async show(sets) {
      const told = placed.map(({ zone, place }) => ({ place, own: sets.filter((set) => zoneOf(set, placed) === zone) }))
      await Promise.all(told.filter(({ own }) => own.length > 0).map(({ place, own }) => place.show(own)))
    },
  }
}

/** The longest that fits: a zone may lie below another. */
function zoneOf({ name }: RecordSet, placed: readonly PlacedZone[]): string | undefined {
  const fitting = placed.filter(({ zone }) => name === zone || name.endsWith(`.${zone}`))
  return fitting.toSorted((one, other) => other.zone.length - one.zone.length)[0]?.zone
}
