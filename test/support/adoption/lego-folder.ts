import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyAndChain } from '#main/stores/store.port.ts'

export interface LegoFolder {
  bundle: KeyAndChain
  /** PEM of the account's key. */
  accountKeyPem: string
  /** Since version 5 the key lies beside account.json, which names the server. */
  version?: 4 | 5
}

/** One certificate as lego leaves it, for tests that change single files of it; the real program is tested elsewhere. */
export async function writeLegoFolder(root: string, { accountKeyPem, bundle, version = 4 }: LegoFolder): Promise<void> {
  const [certificates, account] = [join(root, 'certificates'), join(root, 'accounts', 'ca.example', 'it@acme.example')]
  const keys = version === 4 ? join(account, 'keys') : account
  for (const folder of [certificates, account, keys]) await mkdir(folder, { recursive: true })
  const at = (ending: string) => join(certificates, `${bundle.name}${ending}`)
  await writeFile(at('.crt'), [bundle.certificatePem, ...bundle.chainPem].join(''))
  await writeFile(at('.issuer.crt'), bundle.chainPem.join(''))
  await writeFile(at('.key'), bundle.privateKeyPem)
  const url = 'https://ca.example/cert/1'
  const resource =
    version === 4 ? { domain: bundle.name, certUrl: url } : { id: bundle.name, domains: [bundle.name], keyType: 'EC256', certUrl: url }
  await writeFile(at('.json'), JSON.stringify(resource))
  const registered =
    version === 4
      ? { email: 'it@acme.example', registration: { body: { status: 'valid' }, uri: 'https://ca.example/account/1' } }
      : {
          id: 'it@acme.example',
          email: 'it@acme.example',
          server: 'https://ca.example/dir',
          registration: { status: 'valid', accountURL: 'https://ca.example/account/1' },
        }
  await writeFile(join(account, 'account.json'), JSON.stringify(registered))
  await writeFile(join(keys, 'it@acme.example.key'), accountKeyPem)
}
