/** What PowerShell and Windows need to find themselves, their user and their folders. Names are compared without case, as Windows does. */
const kept = new Set(
  [
    ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATH', 'PATHEXT', 'OS', 'PROCESSOR_ARCHITECTURE', 'NUMBER_OF_PROCESSORS'],
    ...['ProgramData', 'ALLUSERSPROFILE', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432', 'CommonProgramFiles', 'CommonProgramW6432'],
    ...[
      'USERPROFILE',
      'USERNAME',
      'USERDOMAIN',
      'COMPUTERNAME',
      'HOMEDRIVE',
      'HOMEPATH',
      'APPDATA',
      'LOCALAPPDATA',
      'PUBLIC',
      'TEMP',
      'TMP',
    ],
    // Where PowerShell 7 runs elsewhere.
    ...['HOME', 'USER', 'LANG', 'TMPDIR', 'DOTNET_ROOT', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME'],
  ].map((name) => name.toUpperCase()),
)

/** Plain text only, and nothing is told or fetched at a start. */
const set = {
  TERM: 'dumb',
  NO_COLOR: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
}

/**
 * The surroundings of a shell. Whoever sets PSModulePath, a profiler or a startup hook of .NET puts their code into what may run
 * as SYSTEM, and NODE_POWERSHELL another program in its place: so what is not known to be needed stays out.
 */
export function shellEnvironment(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(own).flatMap(([name, value]): [string, string][] =>
    kept.has(name.toUpperCase()) && value !== undefined ? [[name, value]] : [],
  )
  return { ...Object.fromEntries(entries), ...set }
}
