import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { judgeClock } from '../clock.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { titled } from '../verdict.policy.ts'

/** Whether this machine’s clock agrees with those of the hosts that the agent talks to. */
export function checkClock({ ways }: Surroundings, urls: readonly string[], jumped: () => number): Check {
  return {
    id: 'clock',
    kind: 'clock',
    group: 'clock',
    ...titled('check.clock'),
    patience: 45 * second,
    async look() {
      const seen = await Promise.all(urls.map(ways))
      const readings = seen.flatMap(({ host, http, secure, tls }) => {
        if (http?.date === undefined) return []
        return [
          { host, theirs: http.date + 500, ours: http.at, roundTripMs: http.roundTripMs, trusted: secure && tls?.fault === undefined },
        ]
      })
      return judgeClock({ readings, jumped: jumped() })
    },
  }
}
