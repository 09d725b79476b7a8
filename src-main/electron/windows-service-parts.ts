import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isAgents } from '../cli/session/agent-folder.ts'
import { isBelowProgramFiles } from '../service/program-folder.adapter.ts'
import { assertedServicesFolder } from '../service/service-folder.adapter.ts'
import { readLastUpdate } from '../service/update/last-update.adapter.ts'
import { refusedSince } from '../service/update/update-record.policy.ts'
import { windowsHost } from '../service/windows-host.adapter.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { serviceDataDirectory } from '../system/data-directory.policy.ts'
import { createFileLog } from '../system/log/file-log.adapter.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { PowerShell } from '../system/powershell/powershell.port.ts'
import { system32 } from '../system/system32.policy.ts'
import { attachedAgent } from './attach/attached-agent.ts'
import { linkToService } from './attach/service-link.ts'
import { lookAtService, type WhichAgent, whichAgent } from './attach/which-agent.ts'
import type { DesktopAgent } from './desktop.port.ts'
import { createElevatedCommands, type ElevatedCommands } from './elevation/elevated-commands.ts'
import { createElevation } from './elevation/elevation.adapter.ts'

/** What this program and the machine's service have to do with each other, on Windows. */
export interface WindowsServiceParts {
  which(ownFolder: string): Promise<WhichAgent>
  attach(folder: string): DesktopAgent
  elevated: ElevatedCommands
}

interface Needs {
  env: NodeJS.ProcessEnv
  powershell: PowerShell
  /** Where the installed service's program lies. */
  serviceFolder: string
  /** Of the window: its log of the service lies there. */
  windowFolder: string
}

export function windowsServiceParts({ env, powershell, serviceFolder, windowFolder }: Needs): WindowsServiceParts {
  const host = windowsHost(env)
  const look = () => lookAtService(host)
  return {
    which: (own) =>
      whichAgent({ own, service: serviceDataDirectory(env), isAgents, isServices: (folder) => assertedServicesFolder(folder, host), look }),
    attach(folder) {
      const log = createFileLog({ folder: join(windowFolder, 'log'), clock: systemClock })
      const link = linkToService({ folder, look, timers: nodeTimers, log })
      const agent = attachedAgent({ link, log, timers: nodeTimers, random: randomBytes })
      return { ...agent, stop: () => agent.stop().finally(log.close) }
    },
    elevated: createElevatedCommands({
      elevation: createElevation(powershell),
      serviceFolder,
      system32: system32(env),
      isClosed: (program) => isBelowProgramFiles(program, env),
      updateRefusedSince: async (asked) => refusedSince(await readLastUpdate(serviceFolder), asked),
      now: systemClock.now,
    }),
  }
}
