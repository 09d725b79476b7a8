import type { Thumbprint } from '../../stores/store.port.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import { serviceSid, sqlServiceOf } from './service-identity.policy.ts'
import { sqlServerInstances, sqlServerPaths } from './sql-server-instances.policy.ts'

/** Whom SQL Server reads the key of this certificate as, for each instance that is told to use it, by whomever. */
export async function sqlServersThatUse(powershell: PowerShell, thumbprint: Thumbprint): Promise<string[]> {
  const { found } = sqlServerInstances(await readRegistry(powershell, sqlServerPaths))
  return found.filter((instance) => instance.thumbprint === thumbprint).map(({ name }) => serviceSid(sqlServiceOf(name)))
}
