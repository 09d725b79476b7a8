import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import { readRights } from '../../system/rights/windows-rights.adapter.ts'
import type { Thumbprint } from '../store.port.ts'
import type { AccessRule } from './key-rights.policy.ts'

export type StoreLocation = 'LocalMachine' | 'CurrentUser'

const Sight = z.object({
  found: z
    .object({
      /** Base64. */
      der: z.string(),
      notAfter: z.number(),
      /** Whether a signature of the key was proven by the certificate. */
      belongs: z.boolean(),
      /** HRESULT of what kept the key from being opened; 0 where nothing did. */
      problem: z.int(),
      place: z.object({ kind: z.enum(['cng', 'capi', 'file']), provider: z.string(), container: z.string(), machine: z.boolean() }),
    })
    .nullable(),
  /** DER in base64, of those that were asked for. */
  issuers: z.array(z.string()),
  missing: z.array(z.string()),
  windows: z.boolean(),
  folders: z.object({ all: z.string(), own: z.string(), home: z.string() }),
  /** The SID this program runs as; empty elsewhere. */
  identity: z.string(),
})
export type Sight = z.infer<typeof Sight>

interface Importing {
  thumbprint: Thumbprint
  friendlyName: string
  exportable: boolean
  password: string
  pfx: Uint8Array
}

/** What is asked of the stores of one location. Refuses as PowerShell does. */
export function createStoreScripts(powershell: PowerShell, location: StoreLocation) {
  return {
    look: (thumbprint: Thumbprint, issuers: readonly Thumbprint[]): Promise<Sight> =>
      powershell.run({ script: 'store/look', data: { location, thumbprint, issuers }, answer: Sight }),

    async install({ exportable, friendlyName, password, pfx, thumbprint }: Importing): Promise<void> {
      const data = { location, thumbprint, friendlyName, exportable }
      const secret = `${password}\n${Buffer.from(pfx).toString('base64')}`
      await powershell.runWithSecret({ script: 'store/install', data, answer: z.object({ installed: z.literal(true) }), secret })
    },

    /** How many were not there yet. */
    async addIssuers(certificates: readonly Uint8Array[]): Promise<number> {
      const data = { location, certificates: certificates.map((der) => Buffer.from(der).toString('base64')) }
      return (await powershell.run({ script: 'store/add-issuers', data, answer: z.object({ added: z.int() }) })).added
    },

    /** A PFX under that password; `stays` where Windows does not give the key out, undefined where the certificate is not there. */
    async export(thumbprint: Thumbprint, password: string): Promise<Uint8Array | 'stays' | undefined> {
      const answer = z.object({ exported: z.boolean(), stays: z.boolean() })
      const got = await powershell.runWithSecret({ script: 'store/export', data: { location, thumbprint }, answer, secret: password })
      if (got.answer.stays) return 'stays'
      return got.answer.exported ? Buffer.from(got.secret, 'base64') : undefined
    },

    /** Undefined where the certificate is not there, or has no key. */
    async sign(thumbprint: Thumbprint, data: Uint8Array): Promise<Uint8Array | undefined> {
      const answer = z.object({ signature: z.string() })
      const wanted = { location, thumbprint, data: Buffer.from(data).toString('base64') }
      const { signature } = await powershell.run({ script: 'store/sign', data: wanted, answer })
      return signature === '' ? undefined : Buffer.from(signature, 'base64')
    },

    async remove(thumbprint: Thumbprint): Promise<void> {
      await powershell.run({ script: 'store/remove', data: { location, thumbprint }, answer: z.object({ removed: z.boolean() }) })
    },

    async readRights(file: string): Promise<AccessRule[]> {
      const { entries } = await readRights(powershell, [file])
      return entries.flatMap(({ rules }) => rules)
    },

    async writeRights(file: string, rules: readonly AccessRule[]): Promise<void> {
      const data = { file, rules: rules.map(({ rights, sid }) => ({ rights, sid })) }
      await powershell.run({ script: 'store/write-key-rights', data, answer: z.object({ written: z.literal(true) }) })
    },
  }
}

export type StoreScripts = ReturnType<typeof createStoreScripts>
