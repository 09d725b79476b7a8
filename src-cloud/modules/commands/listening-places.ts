import { Refusal } from '@mylzip/shared/domain/refusal.ts'

export interface ListeningPlace {
  /** Aborts when the place is given to another connection of the device, or the caller itself goes. */
  signal: AbortSignal
  leave(): void
}

export interface ListeningPlaces {
  /** Refuses with TOO_MANY_LISTENERS. */
  take(deviceId: string, caller: AbortSignal): ListeningPlace
}

/** One that is there, and one that is coming back while a proxy has not noticed yet that the other is gone. */
const ofOneDevice = 2

/** Connections that wait for commands at this instance: two of a device, of which the oldest makes room, and so many in all. */
export function createListeningPlaces(most: number): ListeningPlaces {
  const taken = new Map<string, AbortController[]>()
  let all = 0
  return {
    take(deviceId, caller) {
      const own = taken.get(deviceId) ?? []
      const evicted = own.length >= ofOneDevice ? own[0] : undefined
      if (evicted === undefined && all >= most) throw new Refusal('TOO_MANY_LISTENERS', { most })
      const mine = new AbortController()
      taken.set(deviceId, [...own, mine])
      all += 1
      function leave() {
        const left = taken.get(deviceId) ?? []
        if (!left.includes(mine)) return
        all -= 1
        if (left.length === 1) taken.delete(deviceId)
        else
          taken.set(
            deviceId,
            left.filter((each) => each !== mine),
          )
      }
      mine.signal.addEventListener('abort', leave)
      evicted?.abort()
      return { signal: AbortSignal.any([mine.signal, caller]), leave }
    },
  }
}
