import { targetKindNames } from '@mylzip/shared/domain/deploy-targets.ts'
import { type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import type { SettingsOf, TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { httpSysPlace } from '../deploy-targets/http-sys/http-sys-bindings.policy.ts'
import { placeOf } from '../deploy-targets/http-sys/netsh-arguments.policy.ts'
import { centralFile } from '../deploy-targets/iis/iis-plan.policy.ts'

export interface Place {
  /** The same text for the same place. */
  key: string
  /** What a person calls it. */
  name: string
}

/** What a target takes for itself: two of them in one place would take it from each other again and again. */
export function placesOf(settings: TargetSettings): Place[] {
  const program = targetKindNames[settings.kind]
  const one = (name: string, ...key: (string | number)[]): Place[] => [{ key: JSON.stringify([settings.kind, ...key]).toLowerCase(), name }]
  switch (settings.kind) {
    case 'rdp':
      return one(program)
    case 'winrm':
      // One listener, which has one port.
      return one(program)
    case 'http-sys':
      return [inHttpSys(settings, httpSysPlace(placeOf(settings)))]
    case 'iis': {
      const { centralStore, hostName, port, site } = settings
      const where = `${site} (${hostName ?? '*'}:${port})`
      if (centralStore === undefined) return [inHttpSys({ kind: 'http-sys', hostName, port }, where)]
      const file = hostName === undefined ? [] : [centralFile(centralStore, hostName)]
      return [...one(where, site, hostName ?? '*', port), ...file.map((path) => ({ key: fileKey(path), name: path }))]
    }
    case 'sql-server':
      return one(`${program} ${settings.instance}`, settings.instance)
    case 'files':
      return settings.files.map(({ name }) => ({
        key: fileKey(`${settings.folder}/${name}`),
        name: `${settings.folder}: ${name}`,
      }))
    case 'script':
      return [{ key: JSON.stringify(['script', inItsCase(settings.program), ...settings.arguments]), name: settings.program }]
  }
}

/** Sites of IIS too: what has no name shares the certificate of the address and port, whoever listens there. */
function inHttpSys(settings: SettingsOf<'http-sys'>, name: string): Place {
  return { key: JSON.stringify(['http.sys', httpSysPlace(placeOf(settings))]).toLowerCase(), name }
}

function fileKey(path: string): string {
  return JSON.stringify(['file', inItsCase(path).replace(/[\\/]+/g, '/')])
}

/** Windows, where a path begins with a drive or a server, minds no case. */
function inItsCase(path: string): string {
  return /^([a-z]:[\\/]|\\\\)/i.test(path) ? path.toLowerCase() : path
}

/** How a target is called unless a person calls it otherwise. */
export function labelOf(settings: TargetSettings): string {
  switch (settings.kind) {
    case 'rdp':
      return 'Remote Desktop'
    case 'winrm':
      return `Windows Remote Management at port ${settings.port}`
    case 'http-sys':
      return `http.sys at ${settings.hostName ?? settings.address ?? 'every address'}:${settings.port}`
    case 'iis':
      return `${settings.site} in IIS`
    case 'sql-server':
      return settings.instance === 'MSSQLSERVER' ? 'SQL Server' : `SQL Server ${settings.instance}`
    case 'files':
      return `The files in ${settings.folder}`
    case 'script':
      return `The script ${settings.program}`
  }
}

/** What stays behind of a target that is removed. */
export function staysBehind(
  settings: TargetSettings,
  label: string,
  { wasTold, givenBack }: { wasTold: boolean; givenBack: boolean },
): Saying[] {
  if (!wasTold || (givenBack && settings.kind !== 'script')) return []
  switch (settings.kind) {
    case 'files':
      return [
        saying('stays.files', { folder: settings.folder, files: settings.files.map(({ name }) => name).join(', ') }),
        saying('stays.files-before'),
      ]
    case 'script':
      return [saying('stays.script')]
    default:
      return [saying('stays.program', { program: label })]
  }
}
