import { httpSysBindings, httpSysPaths } from '../../deploy-targets/http-sys/http-sys-bindings.policy.ts'
import { iisUses } from '../../deploy-targets/iis/iis-sites.policy.ts'
import { readSites } from '../../deploy-targets/iis/read-sites.ts'
import { rdpFacts, rdpPaths, rdpUses } from '../../deploy-targets/rdp/rdp-facts.policy.ts'
import { sqlServerInstances, sqlServerPaths, sqlServerUses } from '../../deploy-targets/sql-server/sql-server-instances.policy.ts'
import type { Found, NamedPlace } from '../../deploy-targets/windows/named-place.policy.ts'
import { winrmListeners, winrmPaths } from '../../deploy-targets/winrm/winrm-listeners.policy.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import type { NamedUse, UseReader } from '../named-use.port.ts'

/** Told of what stands in the configuration of a program and cannot be made anything of, each with where it stands. */
export type TellUnreadable = (kind: NamedUse['kind'], unreadable: readonly string[]) => void

/** The places of Windows that name certificates, one reader for each of the programs. */
export function createUseReaders(powershell: PowerShell, tell: TellUnreadable = () => undefined): UseReader[] {
  const registry = (paths: readonly string[]) => readRegistry(powershell, paths)
  const reader = (kind: NamedUse['kind'], look: () => Promise<Found<NamedPlace>>): UseReader => ({
    kind,
    async look() {
      const { found, unreadable } = await look()
      if (unreadable.length > 0) tell(kind, unreadable)
      return found.map(({ address, place, thumbprint }) => ({ kind, place, thumbprint, address }))
    },
  })
  return [
    reader('rdp', async () => rdpUses(rdpFacts(await registry(rdpPaths)))),
    reader('winrm', async () => winrmListeners(await registry(winrmPaths))),
    reader('http-sys', async () => httpSysBindings(await registry(httpSysPaths))),
    reader('iis', async () => iisUses(await readSites(powershell), httpSysBindings(await registry(httpSysPaths)))),
    reader('sql-server', async () => sqlServerUses(sqlServerInstances(await registry(sqlServerPaths)))),
  ]
}
