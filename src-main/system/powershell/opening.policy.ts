/**
 * The first line a shell is given. It must work where an organisation allows PowerShell the least: no method is called. It also
 * leaves PowerShell no modules but its own, wherever it has looked for more at its start, and no history.
 */
export const openingLine =
  '$env:PSModulePath = "$PSHOME/Modules"; $MaximumHistoryCount = 1; "mylzip-shell $($ExecutionContext.SessionState.LanguageMode) $PID $($PSVersionTable.PSVersion) ready"'

export interface Opened {
  languageMode: string
  /** Of PowerShell itself: what was started may only have started it. */
  pid: number
  version: string
}

/** Undefined until all of it has come. */
export function openedIn(printed: string): Opened | undefined {
  const [, languageMode = '', pid = '', version = ''] = /mylzip-shell (\w+) (\d+) (\S+) ready/.exec(printed) ?? []
  return languageMode === '' ? undefined : { languageMode, pid: Number(pid), version }
}
