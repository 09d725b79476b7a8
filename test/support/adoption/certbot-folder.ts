import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyAndChain } from '#main/stores/store.port.ts'

/** One certificate as certbot leaves it, for tests that change single files of it; the real program is tested elsewhere. */
export async function writeCertbotFolder(root: string, name: string, bundle: KeyAndChain, accountKey: JsonWebKey): Promise<void> {
  const [live, archive] = [join(root, 'live', name), join(root, 'archive', name)]
  const account = join(root, 'accounts', 'ca.example', 'dir', '0123456789abcdef')
  for (const folder of [live, archive, account, join(root, 'renewal')]) await mkdir(folder, { recursive: true })
  const contents = {
    cert: bundle.certificatePem,
    chain: bundle.chainPem.join(''),
    fullchain: [bundle.certificatePem, ...bundle.chainPem].join(''),
    privkey: bundle.privateKeyPem,
  }
  for (const [kind, content] of Object.entries(contents)) {
    await writeFile(join(archive, `${kind}1.pem`), content)
    await symlink(`../../archive/${name}/${kind}1.pem`, join(live, `${kind}.pem`))
  }
  const paths = Object.keys(contents).map((kind) => `${kind} = ${join(live, kind)}.pem`)
  const params = ['account = 0123456789abcdef', 'authenticator = standalone', 'server = https://ca.example/dir', 'key_type = ecdsa']
  const conf = [
    '# renew_before_expiry = 30 days',
    'version = 2.1.0',
    `archive_dir = ${archive}`,
    ...paths,
    '',
    '[renewalparams]',
    ...params,
  ]
  await writeFile(join(root, 'renewal', `${name}.conf`), `${conf.join('\n')}\n`)
  await writeFile(join(account, 'private_key.json'), JSON.stringify(accountKey))
  await writeFile(join(account, 'regr.json'), JSON.stringify({ body: {}, uri: 'https://ca.example/account/1' }))
  await writeFile(join(account, 'meta.json'), JSON.stringify({ creation_dt: '2026-10-01T07:00:00Z', creation_host: 'localhost' }))
}
