import { ownOrService } from '../../cli/session/own-or-service.policy.ts'
import { type KnownService, look, readService } from '../../service/service-control.policy.ts'
import type { WindowsHost } from '../../service/windows-host.port.ts'

interface Needs {
  /** This person's own agent, and the service's: their data folders. */
  own: string
  service: string
  /** Whether an agent was ever started in a folder. */
  isAgents(folder: string): boolean
  /** Whether an administrator has named this folder as the service's. */
  isServices(folder: string): Promise<boolean>
  look(): Promise<KnownService | undefined>
}

export type WhichAgent = { whose: 'service'; folder: string } | { whose: 'own'; standing: 'no-service' | 'own' }

/**
 * Whom the program shows, by the command line's own rule: who has an agent keeps it, everybody else gets the machine's service.
 * A service that Windows knows is there even if it has never run; one that was removed is not, whatever it has left.
 */
export async function whichAgent({ isAgents, isServices, look: lookAtService, own, service }: Needs): Promise<WhichAgent> {
  // What Windows does not say is no reason to leave somebody without any agent.
  const known = await lookAtService().catch(() => undefined)
  if (!known) return { whose: 'own', standing: 'no-service' }
  const folder = await ownOrService(own, service, { isAgents: (each) => each === service || isAgents(each), isServices })
  return folder === service ? { whose: 'service', folder } : { whose: 'own', standing: isAgents(own) ? 'own' : 'no-service' }
}

/** As Windows' own sc.exe says, which everybody who signs in may ask. Refuses with SERVICE_CALL_FAILED. */
export async function lookAtService(host: Pick<WindowsHost, 'call'>): Promise<KnownService | undefined> {
  return readService(await host.call(look))
}
