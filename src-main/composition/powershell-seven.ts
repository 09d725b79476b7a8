import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { lookForProgramFiles, programFilesIn } from '../service/program-folder.policy.ts'
import type { WindowsHost } from '../service/windows-host.port.ts'
import { lookForSeven, placesOfSeven } from '../system/powershell/program.policy.ts'

/** The absolute path of PowerShell 7. Refuses with POWERSHELL_SEVEN_MISSING where it is not installed for all users. */
export async function findSeven(host: Pick<WindowsHost, 'call' | 'exists'>): Promise<string> {
  const programFiles = programFilesIn(await host.call(lookForProgramFiles)) ?? 'C:\\Program Files'
  const { code, said } = await host.call({ program: 'reg.exe', args: lookForSeven })
  for (const place of placesOfSeven(programFiles, code === 0 ? said : '')) if (await host.exists(place)) return place
  throw new Refusal('POWERSHELL_SEVEN_MISSING', { folder: programFiles })
}
