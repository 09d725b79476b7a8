import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { makePfx, traditionalKey } from './pfx.ts'

/** What `Out-File` makes of text: UTF-16 with a mark in Windows PowerShell 5.1, UTF-8 without one in PowerShell 7. */
export const outFile = {
  windows: (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${text}\r\n`, 'utf16le')]),
  core: (text: string) => Buffer.from(`${text}\n`),
} as const

export interface PoshOrder {
  bundle: KeyAndChain
  names: string[]
  pfxPassword?: string
  plugin?: string
  pluginArgs?: object
  modernPfx?: boolean
  /** Which PowerShell wrote it. */
  shell?: keyof typeof outFile
  /** Made from a request of somebody else's: no cert.key, no PFX. */
  withoutKey?: boolean
}

/** The folder of one server, as Set-PAServer and New-PAAccount leave it. */
export async function writePoshServer(
  root: string,
  { account, directory, key, shell = 'windows' }: { account: string; directory: string; key: JsonWebKey; shell?: keyof typeof outFile },
): Promise<string> {
  const server = join(root, 'LE_PROD')
  await mkdir(join(server, account), { recursive: true })
  const write = outFile[shell]
  await writeFile(join(root, 'current-server.txt'), write(directory))
  await writeFile(join(server, 'current-account.txt'), write(account))
  await writeFile(join(server, 'dir.json'), write(JSON.stringify({ location: directory, DisableTelemetry: false, nonce: 'x' }, null, 4)))
  const { crv, d, dp, dq, e, kty, n, p, q, qi, x, y } = key
  const acct = {
    status: 'valid',
    contact: ['mailto:it@acme.example'],
    location: `${new URL('/acme/acct/12345', directory)}`,
    key: kty === 'EC' ? { crv, d, kty, x, y } : { d, dp, dq, e, kty, n, p, q, qi },
    alg: kty === 'EC' ? 'ES256' : 'RS256',
    KeyLength: kty === 'EC' ? 'ec-256' : '2048',
    orders: null,
    sskey: null,
  }
  await writeFile(join(server, account, 'acct.json'), write(JSON.stringify(acct, null, 4)))
  return join(server, account)
}

/** One order: Update-PAOrder's order.json, Export-PACertFiles' PEM and PFX files, Export-PluginArgs' pluginargs.json. */
export async function writePoshOrder(account: string, name: string, order: PoshOrder): Promise<string> {
  const { bundle, modernPfx = false, names, pfxPassword = 'poshacme', plugin = 'Manual', pluginArgs, shell = 'windows' } = order
  const folder = join(account, name.replace('*', '!'))
  await mkdir(folder, { recursive: true })
  const at = (file: string) => join(folder, file)
  const [main, ...sans] = names
  const content = {
    status: 'valid',
    expires: '2026-12-30T06:00:00Z',
    identifiers: names.map((value) => ({ type: 'dns', value })),
    MainDomain: main,
    SANs: sans,
    KeyLength: 'ec-256',
    CertExpires: '2026-12-30T06:00:00Z',
    RenewAfter: '2026-11-30T06:00:00Z',
    Plugin: [plugin],
    DnsAlias: null,
    FriendlyName: main,
    Install: true,
    ...(modernPfx && { UseModernPfxEncryption: true }),
    PfxPassB64U: Buffer.from(pfxPassword).toString('base64url'),
  }
  await writeFile(at('order.json'), outFile[shell](JSON.stringify(content, null, 4)))
  if (pluginArgs) await writeFile(at('pluginargs.json'), `\ufeff${JSON.stringify(pluginArgs)}`)
  await writeFile(at('cert.cer'), bundle.certificatePem)
  await writeFile(at('chain.cer'), bundle.chainPem.join(''))
  await writeFile(at('chain0.cer'), bundle.chainPem.join(''))
  await writeFile(at('fullchain.cer'), [bundle.certificatePem, ...bundle.chainPem].join(''))
  if (order.withoutKey) return folder
  await writeFile(at('cert.key'), bundle.privateKeyPem.includes('RSA') ? bundle.privateKeyPem : traditionalKey(bundle.privateKeyPem))
  const pfx = makePfx(bundle, pfxPassword, modernPfx ? 'poshModern' : 'posh')
  await writeFile(at('cert.pfx'), pfx)
  await writeFile(at('fullchain.pfx'), pfx)
  return folder
}
