import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { NamedUse } from './named-use.port.ts'

const kinds: Record<DeployTargetKind, string> = {
  'device-page': 'the device page',
  rdp: 'Remote Desktop',
  winrm: 'WinRM',
  iis: 'IIS',
  'http-sys': 'Windows’ HTTP server',
  'sql-server': 'SQL Server',
  files: 'files that are set up',
  script: 'scripts that are set up',
}

/** In the middle of a sentence. */
export function kindLabel(kind: DeployTargetKind): string {
  return kinds[kind]
}

/** What a person calls the program in this place. */
export function programLabel({ kind, place }: Pick<NamedUse, 'kind' | 'place'>): string {
  // There is one of the first, and usually of the second.
  if (kind === 'rdp' || (kind === 'winrm' && place.startsWith('*'))) return kinds[kind]
  return `${kinds[kind]} (${place})`
}
