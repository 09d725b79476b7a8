import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { usersFolderOf } from '../../doors/pipe/door-file.adapter.ts'
import { defaultDataDirectory } from '../../system/data-directory.policy.ts'
import { homeFolder } from '../../system/home-folder.adapter.ts'
import type { Surroundings } from '../surroundings.ts'

/**
 * The agent's own data folder: `agent` in the folder that `npm start` was given, or the folder itself where an agent was
 * started in it directly, as a service is. Refuses with OPTION_INVALID where there is no home to look in.
 */
export function agentFolder(given: string | undefined, { platform, env }: Pick<Surroundings, 'platform' | 'env'>): string {
  const data = given === undefined ? defaultDataDirectory(platform, env, homeFolder()) : resolve(given)
  // Into a service's own folder only administrators can look; the door beside it is there for everybody.
  const signs = [join(data, 'agent.db'), join(data, 'agent-door.json'), usersFolderOf(data)]
  const isItself = signs.some((sign) => existsSync(sign))
  return isItself ? data : join(data, 'agent')
}
