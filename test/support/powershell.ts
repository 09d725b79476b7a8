import { accessSync, constants } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

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
