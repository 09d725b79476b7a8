import { X509Certificate } from 'node:crypto'
import { saying } from '@mylzip/shared/domain/saying.ts'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import { z } from 'zod'
import type { Thumbprint } from '../../stores/store.port.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import type { GivenMemory } from '../given-memory.port.ts'
import { foundMemory } from '../windows/found-memory.ts'
import { machineStore } from '../windows/machine-store.ts'
import type { WindowsProgram } from '../windows/windows-program.ts'
import { everyAddress, winrmListeners, winrmPaths } from './winrm-listeners.policy.ts'
import { hostNameFor } from './winrm-name.ts'

const Answer = z.object({ present: z.boolean(), running: z.boolean() })
/** Null where it had no listener. */
const Found = z.object({ thumbprint: z.string(), port: z.int(), hostName: z.string() }).nullable()
const label = 'Windows Remote Management'

/** WinRM, by its listener with TLS for every address. It takes a certificate only under the name it is issued to (its CN). */
export function winrmProgram({ port }: SettingsOf<'winrm'>, powershell: PowerShell, memory: GivenMemory): WindowsProgram {
  const before = foundMemory(memory, Found)

  async function listener() {
    const { found } = winrmListeners(await readRegistry(powershell, winrmPaths))
    return found.find(({ place }) => place.toUpperCase() === everyAddress)
  }

  async function set(thumbprint: Thumbprint | '', hostName: string | null, at: number): Promise<void> {
    const exists = (await listener()) !== undefined
    if (thumbprint === '' && !exists) return
    const data = { address: '*', port: at, hostName, thumbprint, exists }
    const { present, running } = await powershell.run({ script: 'winrm/set-listener', data, answer: Answer })
    if (!present) throw new Error('this Windows has no WinRM')
    if (!running) throw new Error('its service (WinRM) does not run, and takes no settings then')
  }

  return {
    label,
    async look() {
      const found = await listener()
      return { thumbprint: found?.thumbprint, address: found?.address }
    },
    async alsoChanges() {
      const at = (await listener())?.address?.port
      return at === undefined || at === port ? [] : [saying('change.port', { port, previous: at })]
    },
    async tell({ certificatePem }, thumbprint) {
      const former = await listener()
      const hostName = hostNameFor(label, new X509Certificate(certificatePem), former?.hostName ?? '')
      await machineStore(powershell).mustHold(thumbprint)
      const at = former?.address?.port
      await before.keep(former && at !== undefined ? { thumbprint: former.thumbprint, port: at, hostName: former.hostName } : null)
      await set(thumbprint, hostName, port)
    },
    async putBack(previous) {
      const found = await foundWith(previous)
      await set(previous ?? '', found?.hostName || null, found?.port ?? port)
    },
    async isBack(previous) {
      const [now, found] = [await listener(), await foundWith(previous)]
      return now?.thumbprint === previous && (found === undefined || now?.address?.port === found.port)
    },
  }

  /** Undefined where this is another than it presented before it was told for the first time. */
  async function foundWith(previous: Thumbprint | undefined) {
    const found = await before.get()
    return found && found.thumbprint === previous ? found : undefined
  }
}
