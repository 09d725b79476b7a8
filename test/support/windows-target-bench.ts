import type { GivenMemory } from '#main/deploy-targets/given-memory.port.ts'
import { type WindowsSettings, windowsTarget } from '#main/deploy-targets/windows-target.ts'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import type { PfxFiles } from '#main/stores/windows/pfx.port.ts'
import { createTestAuthority } from './test-authority.ts'
import { windowsPrograms } from './windows-programs-in-memory.ts'

export type IssuedForTest = KeyAndChain & { thumbprint: string }
export type MachineOptions = Partial<Parameters<typeof windowsPrograms>[0]>

/** Two for the same name, as before and after a renewal. */
export async function twoCertificates(key: 'ec' | 'rsa' = 'ec'): Promise<[IssuedForTest, IssuedForTest]> {
  const authority = await createTestAuthority()
  const issue = () => authority.issue({ names: ['desk.acme.test'], key })
  return [await issue(), await issue()]
}

/** What is put into the central store is its certificate here: how a PFX is made is tried elsewhere. */
export const pfxInMemory: PfxFiles = {
  newPassword: () => '',
  write: async ({ certificatePem }) => Buffer.from(certificatePem.replace(/-----[^-]+-----/g, ''), 'base64'),
  readKey: async () => '',
}

/** What a target remembers over restarts. */
export function memoryInMemory(given: string | null = null): GivenMemory {
  let now = given
  return {
    get: async () => now,
    set: async (next) => {
      now = next
    },
  }
}

/** A target of a little Windows, in whose store these certificates lie unless told; and another one after a restart. */
export function machineWith(issued: readonly IssuedForTest[], settings: WindowsSettings, options: MachineOptions) {
  const windows = windowsPrograms({ store: issued.map(({ thumbprint }) => thumbprint), registry: {}, ...options })
  const memory = memoryInMemory()
  const again = () => windowsTarget(settings, { id: 'one', powershell: windows.powershell, pfx: pfxInMemory, memory })
  return { ...windows, target: again(), again, memory }
}
