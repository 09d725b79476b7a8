import type { ServedAt } from '../deploy-targets/target.port.ts'
import type { Thumbprint } from '../stores/store.port.ts'

/** One place of this machine's configuration that names a certificate by its thumbprint. */
export interface NamedUse {
  kind: 'iis' | 'http-sys' | 'rdp' | 'winrm' | 'sql-server'
  /** Which one of its kind, as that program's own tools write it: `0.0.0.0:443`, `Default Web Site`, `MSSQLSERVER`. */
  place: string
  thumbprint: Thumbprint
  /** Where it is to be seen; undefined where the configuration does not say. */
  address: ServedAt | undefined
}

/** Looks such places up, and changes nothing. Answers none where the program is not installed. Refuses with POWERSHELL_*. */
export interface UseReader {
  readonly kind: NamedUse['kind']
  look(): Promise<NamedUse[]>
}
