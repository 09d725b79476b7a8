/** What a certificate can be given to on a device. */
export const deployTargets = ['device-page', 'iis', 'rdp', 'winrm', 'http-sys', 'sql-server', 'files', 'script'] as const
export type DeployTargetKind = (typeof deployTargets)[number]
