/** What a certificate can be given to on a device. */
export const deployTargets = ['device-page', 'iis', 'rdp', 'winrm', 'http-sys', 'sql-server', 'files', 'script'] as const
export type DeployTargetKind = (typeof deployTargets)[number]

/** What a person can set up; the device page is there by itself. */
export const targetKinds = ['rdp', 'iis', 'winrm', 'http-sys', 'sql-server', 'files', 'script'] as const satisfies DeployTargetKind[]
export type TargetKind = (typeof targetKinds)[number]

/** What a person calls each. */
export const targetKindNames: Readonly<Record<TargetKind, string>> = {
  rdp: 'Remote Desktop',
  iis: 'Internet Information Services',
  winrm: 'Windows Remote Management',
  'http-sys': 'a program of Windows’ own HTTP server',
  'sql-server': 'SQL Server',
  files: 'files',
  script: 'a script of yours',
}
