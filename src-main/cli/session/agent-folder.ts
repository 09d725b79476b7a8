import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { usersFolderOf } from '../../doors/pipe/door-file.adapter.ts'
import { defaultDataDirectory, serviceDataDirectory } from '../../system/data-directory.policy.ts'
import { homeFolder } from '../../system/home-folder.adapter.ts'
import type { Surroundings } from '../surroundings.ts'
import { ownOrService } from './own-or-service.policy.ts'

type Around = Pick<Surroundings, 'platform' | 'env'>

/**
 * The agent's own data folder: `agent` in the folder that `npm start` was given, or the folder itself where an agent was
 * started in it directly, as a service is. With no folder given, this user's, or where they have none the machine's service.
 * Refuses with OPTION_INVALID where there is no home to look in.
 */
export async function agentFolder(given: string | undefined, around: Around): Promise<string> {
  if (given !== undefined) return within(resolve(given))
  const own = within(ownFolder(around))
  const service = around.platform === 'win32' ? serviceDataDirectory(around.env) : undefined
  return ownOrService(own, service, { isAgents, isServices: (folder) => isServices(folder, around.env) })
}

const ownFolder = ({ platform, env }: Around) => defaultDataDirectory(platform, env, homeFolder())

/** Loaded where it is needed: most commands find their own agent and ask nobody. */
async function isServices(folder: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { isServicesFolder } = await import('../../service/service-folder.adapter.ts')
  return isServicesFolder(folder, env)
}

const within = (data: string) => (isAgents(data) ? data : join(data, 'agent'))

/** Into a service's own folder only administrators can look; the place of its door is there for everybody. */
export function isAgents(folder: string): boolean {
  const signs = ['agent.db', 'agent-door.json', 'secrets.key'].map((name) => join(folder, name))
  return [...signs, usersFolderOf(folder)].some((sign) => existsSync(sign))
}
