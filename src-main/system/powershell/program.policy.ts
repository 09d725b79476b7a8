import { win32 } from 'node:path'

/** Windows PowerShell 5.1, which is part of Windows, or PowerShell 7, which somebody has installed. */
export type PowerShellChoice = 'windows' | 'seven'

/** The absolute path of the program: one that were looked for on the PATH could be anybody's. */
export function powershellProgram(choice: PowerShellChoice, environment: Readonly<Record<string, string | undefined>>): string {
  if (choice === 'seven') return win32.join(folder(environment.ProgramW6432 ?? environment.ProgramFiles, 'C:\\Program Files'), seven)
  return win32.join(folder(environment.SystemRoot, 'C:\\Windows'), ofWindows)
}

const ofWindows = 'System32\\WindowsPowerShell\\v1.0\\powershell.exe'
const seven = 'PowerShell\\7\\pwsh.exe'

function folder(named: string | undefined, usual: string): string {
  return named !== undefined && win32.isAbsolute(named) ? named : usual
}
