import { targetKindNames } from '@mylzip/shared/domain/deploy-targets.ts'
import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'

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
      return one(`${program} at port ${settings.port}`, settings.port)
    case 'http-sys': {
      const where = `${settings.hostName ?? settings.address ?? '0.0.0.0'}:${settings.port}`
      return one(where, where)
    }
    case 'iis': {
      const where = `${settings.hostName ?? '*'}:${settings.port}`
      return one(`${settings.site} (${where})`, settings.site, where)
    }
    case 'sql-server':
      return one(`${program} ${settings.instance}`, settings.instance)
    case 'files':
      return settings.files.map(({ name }) => ({
        key: JSON.stringify(['file', `${settings.folder}/${name}`.replace(/[\\/]+/g, '/')]),
        name: `${settings.folder}: ${name}`,
      }))
    case 'script':
      return [{ key: JSON.stringify(['script', settings.program, ...settings.arguments]), name: settings.program }]
  }
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

/** What stays behind of a target that is removed, a sentence each. */
export function staysBehind(settings: TargetSettings, label: string, { wasTold, givenBack }: { wasTold: boolean; givenBack: boolean }) {
  if (!wasTold || (givenBack && settings.kind !== 'script')) return []
  switch (settings.kind) {
    case 'files':
      return [
        `The files stay in ${settings.folder} and are not renewed any more: ${settings.files.map(({ name }) => name).join(', ')}.`,
        'What was there before them lies beside them, under the same names with .before-mylzip behind.',
      ]
    case 'script':
      return ['What the script did stays as it is; it is not run any more.']
    default:
      return [`${label} goes on presenting the certificate that it has, until that ends.`]
  }
}
