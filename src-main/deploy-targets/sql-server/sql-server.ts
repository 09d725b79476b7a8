import { X509Certificate } from 'node:crypto'
import { saying } from '@mylzip/shared/domain/saying.ts'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import type { GivenMemory } from '../given-memory.port.ts'
import { machineStore } from '../windows/machine-store.ts'
import type { WindowsProgram } from '../windows/windows-program.ts'
import { refuseUnfitKey } from './key-fit.policy.ts'
import { serviceSid, sqlServiceOf } from './service-identity.policy.ts'
import { sqlServerInstances, sqlServerPaths } from './sql-server-instances.policy.ts'

/**
 * An instance of SQL Server. What it is told counts from its next start: what is looked at is what it is told, a handshake shows
 * what it runs with.
 */
export function sqlServerProgram(
  { instance, port }: SettingsOf<'sql-server'>,
  powershell: PowerShell,
  memory: GivenMemory,
): WindowsProgram {
  const label = `SQL Server ${instance}`
  const service = sqlServiceOf(instance)
  /** Whether it may run with what it was told last: unknown to a program that was restarted itself. */
  let mayRunWithIt = true

  async function found() {
    const instances = sqlServerInstances(await readRegistry(powershell, sqlServerPaths)).found
    return instances.find(({ name }) => name === instance.toUpperCase())
  }

  async function set(thumbprint: string): Promise<void> {
    const there = await found()
    if (!there) throw new Error(`no instance ${instance} is installed here`)
    // SQL Server’s own tools write it so, and older ones find no other.
    const data = { path: there.path, thumbprint: thumbprint.toLowerCase() }
    await powershell.run({ script: 'sql-server/set-certificate', data, answer: z.object({ present: z.literal(true) }) })
  }

  /** Whether whoever told it last never came to an end: it may be down, and run with another certificate than it was told. */
  const isBrokenOff = async () => (await memory.get()) === ''

  /** One that was left down is started. One that somebody stopped is left so. */
  async function startAgain(start: boolean): Promise<void> {
    mayRunWithIt = true
    const data = { service, start }
    await powershell.run({ script: 'sql-server/restart', data, answer: z.object({ ran: z.boolean() }), patience: 5 * minute })
  }

  return {
    label,
    async look() {
      const there = await found()
      const address = there && { host: '127.0.0.1', port: there.port ?? port, speaks: 'tds' as const }
      return { thumbprint: (await isBrokenOff()) ? undefined : there?.thumbprint, address }
    },
    async alsoChanges(thumbprint) {
      if ((await found())?.thumbprint === thumbprint && !(await isBrokenOff())) return []
      return [saying('change.restart', { service })]
    },
    async tell({ certificatePem }, thumbprint) {
      if (!(await found())) throw new Error(`no instance ${instance} is installed here`)
      refuseUnfitKey(label, new X509Certificate(certificatePem), await machineStore(powershell).mustHold(thumbprint))
      const wasBrokenOff = await isBrokenOff()
      mayRunWithIt = wasBrokenOff
      await memory.set('')
      await set(thumbprint)
      // One that cannot read the key does not start. Whoever keeps the keys private knows from now on that it may.
      await machineStore(powershell).letRead(thumbprint, serviceSid(service))
      await startAgain(wasBrokenOff)
      await memory.set(thumbprint)
    },
    async putBack(previous) {
      const wasBrokenOff = await isBrokenOff()
      await set(previous ?? '')
      if (mayRunWithIt) {
        await memory.set('')
        await startAgain(wasBrokenOff)
      }
      await memory.set(previous ?? null)
    },
    isBack: async (previous) => (await found())?.thumbprint === previous && !(await isBrokenOff()),
  }
}
