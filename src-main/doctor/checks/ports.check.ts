import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { judgePorts, type PortSight, type PortUse } from '../machine/ports.policy.ts'

export interface PortsNeeds {
  uses: readonly PortUse[]
  /** `open`: also tries to open it, for an instant. */
  lookAtPort(port: number, open: boolean): Promise<PortSight>
  /** HTTP’s and HTTPS’s, which an authority connects to. */
  usual: readonly number[]
  ownPid: number
}

/** Whether the ports by which names are proven can be used. */
export function checkPorts({ uses, lookAtPort, usual, ownPid }: PortsNeeds): Check {
  return {
    id: 'ports',
    kind: 'ports',
    group: 'ports',
    title: 'The ports that names are proven through can be used.',
    patience: 10 * second,
    async look() {
      const ports = [...new Set([...usual, ...uses.map(({ port }) => port)])]
      const isOurs = (wanted: number) => uses.some(({ port, by }) => port === wanted && by === 'this program')
      const sights: PortSight[] = []
      for (const port of ports) sights.push(await lookAtPort(port, isOurs(port)))
      return judgePorts(uses, sights, ownPid)
    },
  }
}
