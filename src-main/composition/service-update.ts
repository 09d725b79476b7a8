import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import { copyFileDigested } from '../service/update/copied-file.adapter.ts'
import { createServiceUpdate, type WantedUpdate } from '../service/update/service-update.service.ts'
import { createSignatureReader } from '../service/update/signature.adapter.ts'
import { updatePlaces } from '../service/update/update-plan.policy.ts'
import { windowsHost } from '../service/windows-host.adapter.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { windowsPowerShell } from '../system/powershell/program.policy.ts'
import { scriptsFolder } from '../system/powershell/scripts-folder.adapter.ts'
import { readRights } from '../system/rights/windows-rights.adapter.ts'
import { windowsWriters } from '../system/rights/windows-writers.policy.ts'
import { windowsParts } from './windows-parts.ts'

interface Needs {
  dataFolder: string
  env: NodeJS.ProcessEnv
  /** Windows' own programs. */
  system32: string
  /** Of the service's program. */
  node: string
  version: string
  isAtWork(): Promise<boolean>
}

const Begun = z.object({ id: z.int() })

/** Puts a new version in the place of the installed program. Answers which; refuses as createServiceUpdate does. */
export async function updateOnWindows(
  wanted: WantedUpdate,
  { dataFolder, env, isAtWork, node, system32, version }: Needs,
): Promise<string> {
  const windows = windowsParts(dataFolder, { isService: false })
  if (windows === undefined) throw new Refusal('WINDOWS_NEEDED')
  const { powershell } = windows
  try {
    const { update } = createServiceUpdate({
      host: windowsHost(env),
      places: updatePlaces(node, system32),
      version,
      copy: copyFileDigested,
      readSignature: createSignatureReader(powershell),
      async otherWriters(folder) {
        const { entries } = await readRights(powershell, [folder])
        return entries.map((entry) => windowsWriters(entry, 'folder', [])).find((reason) => reason !== undefined)
      },
      isAtWork,
      watchScript: join(scriptsFolder(), 'updates', 'watch.ps1'),
      begin: async (watchArguments, place) =>
        void (await powershell.run({
          script: 'updates/begin',
          data: { program: windowsPowerShell(env), arguments: watchArguments, place },
          answer: Begun,
        })),
      now: systemClock.now,
    })
    return await update(wanted)
  } finally {
    await powershell.close()
  }
}
