import { describe, expect, test } from 'vitest'
import { pfxFiles } from '#main/composition/pfx-files.ts'
import { opensslIsThere } from '../../../support/openssl.ts'
import { opensslWithFiles } from '../../../support/openssl-files.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

describe.each(['rsa', 'ec'] as const)('the file that carries a key into the Windows store (%s)', (key) => {
  const issue = async () => (await createTestAuthority()).issue({ names: ['desk.acme.test'], key })

  test('is opened by its own password alone, which is another one each time', async () => {
    const bundle = await issue()
    const [password, other] = [pfxFiles.newPassword(), pfxFiles.newPassword()]
    const file = await pfxFiles.write(bundle, password)
    expect(await pfxFiles.readKey(file, password)).toBe(bundle.privateKeyPem)
    await expect(pfxFiles.readKey(file, other)).rejects.toMatchObject({ code: 'BUNDLE_PASSWORD_WRONG' })
  })

  test.skipIf(!opensslIsThere)('names the provider that Windows is to keep the key with (needs openssl)', async () => {
    const file = await pfxFiles.write(await issue(), 'once')
    const args = ['pkcs12', '-in', '@in.pfx', '-nodes', '-nocerts', '-passin', 'file:@password', '-legacy']
    const { printed } = opensslWithFiles(args, { 'in.pfx': file, password: 'once\n' })
    expect(printed).toContain('Microsoft CSP Name: Microsoft Software Key Storage Provider')
  })
})
