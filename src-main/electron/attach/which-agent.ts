import { ownOrService } from '../../cli/session/own-or-service.policy.ts'
import { type KnownService, look, readService } from '../../service/service-control.policy.ts'
import type { WindowsHost } from '../../service/windows-host.port.ts'

interface Needs {
  /** This person's own agent, and the service's: their data folders. */
  own: string
  service: string
  /** Whether an agent was ever started in a folder. */
  isAgents(folder: string): boolean
  /** Whether an administrator has named this folder as the service's. Refuses where Windows does not say. */
  isServices(folder: string): Promise<boolean>
  look(): Promise<KnownService | undefined>
}

export type WhichAgent = { whose: 'service'; folder: string } | { whose: 'own'; standing: 'no-service' | 'own' }

/**
 * Whom the program shows, by the command line's own rule: who has an agent keeps it, everybody else gets the machine's service.
 * A service that Windows knows is there even if it has never run; one that was removed is not, whatever it has left. Where Windows
 * says nothing of it, what the administrators have named counts, and nothing is begun that would part somebody from the service for
 * good. Refuses as `isServices` does.
 */
export async function whichAgent({ isAgents, isServices, look: lookAtService, own, service }: Needs): Promise<WhichAgent> {
  const isKnown = await lookAtService().then(
    (known) => known !== undefined,
    () => undefined,
  )
  if (isKnown === false) return { whose: 'own', standing: 'no-service' }
  if (isAgents(own)) {
    const isThere = isKnown ?? (await isServices(service).catch(() => false))
    return { whose: 'own', standing: isThere ? 'own' : 'no-service' }
  }
  const folder = await ownOrService(own, service, { isAgents: (each) => each === service, isServices })
  return folder === service ? { whose: 'service', folder } : { whose: 'own', standing: 'no-service' }
}

/** As Windows' own sc.exe says, which everybody who signs in may ask. Refuses with SERVICE_CALL_FAILED. */
export async function lookAtService(host: Pick<WindowsHost, 'call'>): Promise<KnownService | undefined> {
  return readService(await host.call(look))
}
