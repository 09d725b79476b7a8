import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { judgePorts, type PortSight, type PortUse } from '../machine/ports.policy.ts'
import { titled } from '../verdict.policy.ts'

/** A certificate that is proven through a port; its id is undefined while it is planned. */
export interface PortUser extends PortUse {
  certificateId?: string | undefined
}

export interface PortsNeeds {
  uses: readonly PortUser[]
  /** `open`: also tries to open it, for an instant. */
  lookAtPort(port: number, open: boolean): Promise<PortSight>
  /** HTTP’s and HTTPS’s, which an authority connects to. */
  usual: readonly number[]
  ownPid: number
}

/** For each certificate whether its port can be used: what holds for one explains nothing of another. Who holds the usual ones, where none is. */
export function checkPorts({ uses, lookAtPort, usual, ownPid }: PortsNeeds): Check[] {
  const isOurs = (wanted: number) => uses.some(({ port, by }) => port === wanted && by === 'this program')
  // Two that open the same port at the same time would be in each other's way.
  const sights = new Map<number, Promise<PortSight>>()
  const sightOf = (port: number) => {
    const sight = sights.get(port) ?? lookAtPort(port, isOurs(port))
    sights.set(port, sight)
    return sight
  }
  const base = { kind: 'ports', group: 'ports', patience: 10 * second } as const
  if (uses.length === 0) {
    const look = async () => judgePorts([], await Promise.all(usual.map(sightOf)), ownPid)
    return [{ ...base, id: 'ports', ...titled('check.ports'), look }]
  }
  return uses.map(({ certificateId, ...use }) => ({
    ...base,
    id: `ports:${use.name}`,
    ...titled('check.port', { port: use.port, name: use.name }),
    ...(certificateId === undefined ? { about: [use.name] } : { certificateId }),
    look: async () => judgePorts([use], [await sightOf(use.port)], ownPid),
  }))
}
