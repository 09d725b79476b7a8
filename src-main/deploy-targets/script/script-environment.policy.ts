import type { Thumbprint } from '../../stores/store.port.ts'

/** What a script may be asked. Documented: docs/deploy-targets.md. */
export type ScriptAction = 'bind' | 'check'

/** Paths of what a script is handed, each for as long as it runs. */
export interface HandedOver {
  fullchain: string
  certificate: string
  chain: string
  key: string
  pfx: string
  pfxPassword: string
}

/** The only ones of this program's own environment that go on: others may hold secrets, and where it looks for programs is no secret. */
const passedOn = [
  ...['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'USER', 'LOGNAME'],
  ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'ProgramData', 'ProgramFiles', 'USERPROFILE'],
]

/** Names of Windows' environment have no case. */
export function scriptEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  action: ScriptAction,
  given?: { name: string; thumbprint: Thumbprint; files: HandedOver },
): Record<string, string> {
  const wanted = new Set(passedOn.map((name) => name.toLowerCase()))
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(own)) if (value !== undefined && wanted.has(name.toLowerCase())) environment[name] = value
  environment.MYLZIP_ACTION = action
  if (!given) return environment
  const { files, name, thumbprint } = given
  return {
    ...environment,
    MYLZIP_NAME: name,
    MYLZIP_THUMBPRINT: thumbprint,
    MYLZIP_FULLCHAIN_FILE: files.fullchain,
    MYLZIP_CERTIFICATE_FILE: files.certificate,
    MYLZIP_CHAIN_FILE: files.chain,
    MYLZIP_KEY_FILE: files.key,
    MYLZIP_PFX_FILE: files.pfx,
    MYLZIP_PFX_PASSWORD_FILE: files.pfxPassword,
  }
}

/** What a script that was asked answers: the first line of what it printed, as thumbprints are written anywhere; undefined for none. */
export function answeredThumbprint(printed: string): Thumbprint | undefined | 'unreadable' {
  const line = printed.trim().split(/\r?\n/, 1)[0] ?? ''
  if (line === '') return undefined
  const plain = line.replace(/[\s:-]/g, '').toUpperCase()
  return /^[0-9A-F]{40}$/.test(plain) ? plain : 'unreadable'
}
