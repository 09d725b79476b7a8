import { join } from 'node:path'
import { lookAtPolicy, updateChannelIn } from '../../service/machine-policy.policy.ts'
import { isBelowProgramFiles } from '../../service/program-folder.adapter.ts'
import { readLastUpdate } from '../../service/update/last-update.adapter.ts'
import { createSignatureCheck } from '../../service/update/signature.adapter.ts'
import { failureOfLast } from '../../service/update/update-record.policy.ts'
import { windowsHost } from '../../service/windows-host.adapter.ts'
import { systemClock } from '../../system/clock.adapter.ts'
import type { Log } from '../../system/log/log.port.ts'
import { nodeTimers } from '../../system/node-timers.adapter.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { ElevatedCommands } from '../elevation/elevated-commands.ts'
import { SignedUpdater } from './signed-updater.ts'
import { createUpdateChoice } from './update-choice.adapter.ts'
import { createUpdateSource } from './update-source.adapter.ts'
import type { UpdateParts } from './updates.service.ts'

interface Needs {
  powershell: PowerShell
  log: Log
  /** The way to an administrator's rights; undefined where there is none. */
  elevated: ElevatedCommands | undefined
  /** The program that runs. */
  program: string
  env: NodeJS.ProcessEnv
  version: string
  /** Where what belongs to the person and the window is kept. */
  folder: string
  /** Where the installed service's program lies. */
  serviceFolder: string
}

/** What installed programs on Windows update themselves by. Loads electron-updater, so it is imported where it is needed. */
export async function windowsUpdates({
  elevated,
  env,
  folder,
  log,
  powershell,
  program,
  serviceFolder,
  version,
}: Needs): Promise<UpdateParts> {
  const distrusted = createSignatureCheck(powershell)
  const isPerMachine = await isBelowProgramFiles(program, env)
  const updater = new SignedUpdater({ log, distrusted })
  return {
    source: createUpdateSource({ distrusted, elevated, updater, isPerMachine }),
    organisation: async () => updateChannelIn(await windowsHost(env).call(lookAtPolicy)),
    choice: createUpdateChoice(join(folder, 'update-channel')),
    lastFailure: async () => (isPerMachine ? failureOfLast(await readLastUpdate(serviceFolder), version, systemClock.now()) : undefined),
    version,
    timers: nodeTimers,
    random: Math.random,
  }
}
