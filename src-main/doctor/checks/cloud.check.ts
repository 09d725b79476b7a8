import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, warning, well } from '../verdict.policy.ts'
import { cloudTrouble } from '../way/judge-way.policy.ts'
import { wayFacts, wayObstacles } from '../way/way-evidence.policy.ts'

export interface CloudInQuestion {
  url: string
  /** An address that answers everybody with `{ now }`. */
  timeUrl: string
  /** Asks the cloud something only a known device may ask. Left out: it is enough that it answers. */
  asDevice?(): Promise<unknown>
}

/** Whether the cloud can be reached, and knows this device. */
export function checkCloud({ interfaces, ways }: Surroundings, { url, timeUrl, asDevice }: CloudInQuestion): Check {
  return {
    id: 'cloud',
    kind: 'cloud',
    group: 'cloud',
    about: [timeUrl],
    title: asDevice ? 'The MyL.Zip cloud can be reached, and knows this device.' : 'The MyL.Zip cloud can be reached.',
    patience: 60 * second,
    async look() {
      const way = await ways(timeUrl)
      const evidence = wayFacts(way)
      const from = outwardAddresses(interfaces()).map(({ address }) => address)
      const wrong = cloudTrouble(way, url)
      if (wrong) return failed(wrong, evidence, wayObstacles(way, from))
      if (!asDevice) return well(`${url} answers.`, evidence)
      try {
        await asDevice()
        return well(`${url} answers, and knows this device.`, [...evidence, fact('as this device', 'known')])
      } catch (error) {
        if (!isRefusal(error)) throw error
        const told = [...evidence, fact('as this device', error.code)]
        // A device that nobody has enrolled yet is no fault.
        return (error.code === 'NOT_ENROLLED' ? warning : failed)({ code: error.code, data: error.data }, told)
      }
    },
  }
}
