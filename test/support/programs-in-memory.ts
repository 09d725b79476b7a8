import { setImmediate } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { NamedUse, UseReader } from '#main/consumers/named-use.port.ts'

/**
 * A machine with programs of one kind, each of which names a certificate: what its reader promises (named-use.port.ts), without
 * the program. It counts how often it was asked.
 */
export function programsInMemory(kind: NamedUse['kind']) {
  const named = new Map<string, NamedUse>()
  let broken = false
  let looks = 0
  let underWay = 0
  let mostAtOnce = 0
  const reader: UseReader = {
    kind,
    async look() {
      looks += 1
      underWay += 1
      mostAtOnce = Math.max(mostAtOnce, underWay)
      await setImmediate()
      underWay -= 1
      if (broken) throw new Refusal('POWERSHELL_TIMED_OUT', { script: `${kind}/read`, seconds: 60 })
      return [...named.values()]
    },
  }
  return {
    reader,
    name(place: string, thumbprint: string, port?: number) {
      named.set(place, { kind, place, thumbprint, address: port === undefined ? undefined : { host: '127.0.0.1', port } })
    },
    forget: (place: string) => void named.delete(place),
    break(isBroken = true) {
      broken = isBroken
    },
    looks: () => looks,
    mostAtOnce: () => mostAtOnce,
  }
}
