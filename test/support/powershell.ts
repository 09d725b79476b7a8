import { accessSync, constants } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { nodeTimers } from '#main/system/node-timers.adapter.ts'
import { createPowerShell, type PowerShellOptions } from '#main/system/powershell/powershell.adapter.ts'
import type { PowerShell } from '#main/system/powershell/powershell.port.ts'
import { scriptsWithTests } from './powershell-scripts.ts'
import { temporaryFolder } from './temporary-folder.ts'

const names = process.platform === 'win32' ? ['powershell.exe', 'pwsh.exe'] : ['pwsh']

function find(): string | undefined {
  const named = process.env.MYLZIP_POWERSHELL
  if (named) return resolve(named)
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A real PowerShell: the one that MYLZIP_POWERSHELL names, or one on the PATH. */
export const powershellProgram = find()
/** Why the tests that need one are skipped; undefined where they are not. */
export const noPowerShell = powershellProgram === undefined ? 'needs PowerShell on the PATH, or named by MYLZIP_POWERSHELL' : undefined

export interface PowerShellUnderTest {
  powershell: PowerShell
  /** What it was made of, for another one. */
  options: PowerShellOptions
  /** Its user's folder: stores, modules and settings of this machine's own user are out of its sight. */
  home: string
  secretsFolder: string
  remove(): Promise<void>
}

export async function powershellForTest(options: Partial<PowerShellOptions> = {}): Promise<PowerShellUnderTest> {
  const temporary = await temporaryFolder()
  const home = temporary.path
  const secretsFolder = join(home, 'secrets')
  const environment = { ...process.env, HOME: home, ...options.environment }
  const scripts = await scriptsWithTests(home)
  const program = powershellProgram ?? ''
  const all = { program, scripts, secretsFolder, timers: nodeTimers, ...options, environment }
  const powershell = createPowerShell(all)
  return {
    powershell,
    options: all,
    home,
    secretsFolder,
    async remove() {
      await powershell.close()
      await temporary.remove()
    },
  }
}
