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

/** A machine has one of these. */
const only: ReadonlySet<DeployTargetKind> = new Set(['rdp', 'winrm'])

/** What a person calls the program in this place. */
export function programLabel({ kind, place }: Pick<NamedUse, 'kind' | 'place'>): string {
  return only.has(kind) || place === '' ? kinds[kind] : `${kinds[kind]} (${place})`
}
