import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import { machineStore } from '../windows/machine-store.ts'
import type { WindowsProgram } from '../windows/windows-program.ts'
import { rdpFacts, rdpPaths, rdpUses } from './rdp-facts.policy.ts'

const Answer = z.object({ present: z.boolean() })

/** Remote Desktop. It reads the key as NETWORK SERVICE, which the store sees to; a new connection gets the new certificate. */
export function rdpProgram(powershell: PowerShell): WindowsProgram {
  const facts = async () => rdpFacts(await readRegistry(powershell, rdpPaths))

  async function set(thumbprint: string): Promise<void> {
    const { present } = await powershell.run({ script: 'rdp/set-certificate', data: { thumbprint }, answer: Answer })
    if (!present) throw new Error('this Windows has no Remote Desktop that others can connect to')
  }

  return {
    label: 'Remote Desktop',
    async look() {
      const [use] = rdpUses(await facts()).found
      return { thumbprint: use?.thumbprint, address: use?.address }
    },
    async tell(_, thumbprint) {
      const { installed, template } = await facts()
      if (!installed) throw new Error('this Windows has no Remote Desktop that others can connect to')
      if (template !== undefined) throw new Error(`a group policy has Windows choose its certificate (template “${template}”)`)
      await machineStore(powershell).mustHold(thumbprint)
      await set(thumbprint)
    },
    async putBack(previous) {
      const { selfSigned } = await facts()
      await set(previous === undefined || previous === selfSigned ? '' : previous)
    },
    /** Without a chosen one, Windows makes its own when somebody connects. */
    async isBack(previous) {
      const { chosen, selfSigned } = await facts()
      return previous === undefined ? chosen === undefined : (chosen ?? selfSigned) === previous
    },
  }
}
