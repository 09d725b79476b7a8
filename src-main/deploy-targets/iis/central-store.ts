import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { KeyAndChain, Thumbprint } from '../../stores/store.port.ts'
import type { PfxFiles } from '../../stores/windows/pfx.port.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRegistry } from '../../system/registry/registry.adapter.ts'
import { keyAt } from '../../system/registry/registry.policy.ts'
import { thumbprintOf } from '../../system/x509/certificates.policy.ts'
import { refuseOpenFolder } from '../places/refuse-writers.adapter.ts'

const provider = 'SOFTWARE\\Microsoft\\IIS\\CentralCertProvider'
const perPort = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters\\SslCcsBindingInfo'

/**
 * The folder that IIS takes certificates from by name. Its files have no password: the one that IIS may be told of is locked to
 * its machine, and nobody else can know it.
 */
export function centralStore(powershell: PowerShell, pfx: PfxFiles) {
  const write = (data: { file: string; takeBack: boolean }, secret: string) =>
    powershell.runWithSecret({ script: 'iis/write-central', data, answer: z.object({ written: z.literal(true) }), secret })

  return {
    async read(file: string): Promise<Thumbprint | undefined> {
      const answer = z.object({ files: z.array(z.object({ der: z.string().nullable(), readable: z.boolean() })) })
      const { files } = await powershell.run({ script: 'iis/read-central', data: { files: [file] }, answer })
      const der = files[0]?.der
      return der ? thumbprintOf(new X509Certificate(Buffer.from(der, 'base64'))) : undefined
    },

    async mustBeOn(): Promise<void> {
      const key = keyAt(await readRegistry(powershell, [provider]), provider)
      if (key?.number('Enabled') !== 1) throw new Error('the central certificate store of IIS is not switched on')
      const password = key.text('PrivateKeyPassword') ?? key.bytes('PrivateKeyPassword')
      if (password && password.length > 0)
        throw new Error('the central certificate store is set up with a password for its keys, which only IIS can read')
    },

    /** Its files are as safe as their folder: they have no password. */
    mustBeClosed: (folder: string) => refuseOpenFolder(folder, { powershell }),

    /** Whether http.sys asks IIS for what has no certificate at a port. */
    isAsked: async (port: number) => (await readRegistry(powershell, [`${perPort}\\*`])).some(({ name }) => name === String(port)),

    async write(file: string, bundle: KeyAndChain): Promise<void> {
      await write({ file, takeBack: false }, Buffer.from(await pfx.write(bundle, '')).toString('base64'))
    },
    takeBack: async (file: string) => void (await write({ file, takeBack: true }, '')),
  }
}
