import { liesBelow, lookForProgramFiles, programFilesIn } from './program-folder.policy.ts'
import { windowsHost } from './windows-host.adapter.ts'

/** Whether a program lies where only administrators may replace it. */
export async function isBelowProgramFiles(program: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = programFilesIn(await windowsHost(env).call(lookForProgramFiles))
  return folder !== undefined && liesBelow(folder, program)
}
