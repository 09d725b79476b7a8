import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readRoots } from '#main/service/update/signature.adapter.ts'
import { endsInMachineRoot } from '#main/service/update/signature.policy.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'
import { createTestAuthority, type TestAuthority } from '../support/test-authority.ts'

const onWindows = process.platform === 'win32'
const day = 86_400_000
const der = (pem: string) => new X509Certificate(pem).raw.toString('base64')

// On Windows a root is added to the person's own only by a question to them; elsewhere .NET keeps that list in files.
describe.skipIf(noPowerShell || onWindows)(
  `who vouches for a signer${noPowerShell ? ` (${noPowerShell})` : ' (needs another system)'}`,
  () => {
    let under: PowerShellUnderTest
    let authority: TestAuthority
    let data: { signer: string; others: string[] }
    beforeAll(async () => {
      under = await powershellForTest()
      authority = await createTestAuthority('Signers')
      // The file was signed before its end.
      const signer = await authority.issue({ names: ['maker.test'], notBefore: Date.now() - 30 * day, notAfter: Date.now() - day })
      data = { signer: der(signer.certificatePem), others: [der(authority.intermediatePem)] }
    })
    afterAll(() => under.remove())

    test('is believed where the whole computer trusts in it, and not where nobody does', async () => {
      const unknown = await readRoots(under.powershell, data)
      expect(unknown.root).toBeNull()
      expect(endsInMachineRoot(unknown)).toBe(false)
      const [root = ''] = unknown.roots
      expect(endsInMachineRoot(await readRoots(under.powershell, { signer: root, others: [] }))).toBe(true)
    })

    test('is not where this person’s system alone does, who may not even know', async () => {
      const root = der(authority.rootPem)
      await under.powershell.run({ script: 'test/trust-root', data: { root }, answer: z.object({ trusted: z.boolean() }) })
      const read = await readRoots(under.powershell, data)
      // The attack is what it is meant to be: to this person the chain is whole, by the certificate that came with the file.
      expect(read.root).toBe(root)
      expect(endsInMachineRoot(read)).toBe(false)
      expect((await readRoots(under.powershell, { ...data, others: [] })).root).toBeNull()
    })
  },
)
