import { win32 } from 'node:path'

/** Windows PowerShell 5.1, which is part of Windows, or PowerShell 7, which somebody has installed. */
export type PowerShellChoice = 'windows' | 'seven'

/** As a person says it (`--powershell`, and the policy of the machine). */
export const powershellNames = { windows: 'windows', 7: 'seven' } as const satisfies Record<string, PowerShellChoice>

/** The absolute path of Windows' own: one that were looked for on the PATH could be anybody's. */
export function windowsPowerShell({ SystemRoot = '' }: Readonly<Record<string, string | undefined>>): string {
  return win32.join(win32.isAbsolute(SystemRoot) ? SystemRoot : 'C:\\Windows', 'System32\\WindowsPowerShell\\v1.0\\powershell.exe')
}

/** What PowerShell 7's installer writes for all users, where only administrators may. */
export const lookForSeven = [
  ...['query', 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\pwsh.exe'],
  ...['/ve', '/reg:64'],
] as const

/**
 * Where PowerShell 7 may lie, the likeliest first: where the registry says, and where it usually does. Below Program Files alone:
 * what lies elsewhere may be replaced by any user, and would run as this program. What the value is called is in Windows' language.
 */
export function placesOfSeven(programFiles: string, said: string): string[] {
  const registered = /^ {4}\S.* {4}REG_(?:EXPAND_)?SZ {4}"?([^"\r\n]+?)"?\s*$/m.exec(said)?.[1]
  const usual = win32.join(programFiles, 'PowerShell', '7', 'pwsh.exe')
  const isBelow = (file: string) =>
    win32
      .resolve(file)
      .toLowerCase()
      .startsWith(`${win32.resolve(programFiles).toLowerCase()}\\`)
  if (registered === undefined || !win32.isAbsolute(registered) || !isBelow(registered)) return [usual]
  const place = win32.resolve(registered)
  return place.toLowerCase() === usual.toLowerCase() ? [usual] : [place, usual]
}
