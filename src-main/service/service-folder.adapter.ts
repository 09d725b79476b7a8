import { isMarked, marks } from './data-folder.policy.ts'
import { windowsHost } from './windows-host.adapter.ts'

/** Whether an administrator has installed the service with its data in this folder: every user may make one of its name. */
export async function isServicesFolder(folder: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return marks(folder, await windowsHost(env).call(isMarked))
}
