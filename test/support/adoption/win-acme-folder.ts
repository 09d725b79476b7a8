import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { makePfx, type PfxCiphers } from './pfx.ts'

export const winAcmePlugins = {
  fileSystem: '1c77b3a4-5310-4c46-92c6-00d866e84d6b',
  selfHosting: 'c7d5e050-9363-4ba1-b3a8-931b31c618b7',
  tlsSelfHosting: 'a1565064-b208-4467-8ca1-1bd3c08aa500',
  rfc2136: 'ed5dc9d1-739c-4f6a-854f-238bf65b63ee',
  iis: 'ea6a5be3-f8de-4d27-a6bd-750b619b2ee2',
  store: 'e30adc8e-d756-4e16-a6f2-450f784b1a97',
} as const

export interface WinAcmeRenewal {
  id: string
  bundle: KeyAndChain
  names: string[]
  /** Of the PFX file; win-acme draws one for each renewal. */
  password: string
  /** As ProtectedString.DiskValue writes it: base64, or `enc-` when EncryptConfig is set. */
  protect?: (clear: string) => string
  ciphers?: PfxCiphers
  validation?: object
  /** ReuseDays 0: the certificate is kept without its key. */
  withKey?: boolean
  /** simple-acme only (DomainObjects/Renewal.cs there). */
  endPoint?: string
  /** Nothing in Certificates. */
  withoutCache?: boolean
}

const base64 = (clear: string) => Buffer.from(clear).toString('base64')

/**
 * Writes one renewal as RenewalStoreDisk.WriteRenewals and CacheService.StorePfx do: `ID.renewal.json` indented with null
 * left out (WacsJsonOptions), and `Certificates/ID-ORDER-SHA1-temp.pfx`.
 */
export async function writeWinAcmeRenewal(server: string, renewal: WinAcmeRenewal): Promise<{ file: string; pfx: string }> {
  const { bundle, ciphers = 'aesKey', endPoint, id, names, password, protect = base64, withKey = true } = renewal
  const cache = join(server, 'Certificates')
  await mkdir(cache, { recursive: true })
  const file = join(server, `${id}.renewal.json`)
  const [commonName] = names
  const content = {
    ...(endPoint && { $schema: 'https://simple-acme.com/schema/renewal.json' }),
    Id: id,
    ...(endPoint && { EndPoint: endPoint }),
    LastFriendlyName: `[Manual] ${commonName}`,
    PfxPasswordProtected: protect(password),
    TargetPluginOptions: { CommonName: commonName, AlternativeNames: names, Plugin: 'e239db3b-b42f-48aa-b64f-46d4f3e9941b' },
    ValidationPluginOptions: renewal.validation ?? { Plugin: winAcmePlugins.selfHosting },
    CsrPluginOptions: { Plugin: 'b9060d4b-c2d3-49ac-b37f-962e7c3cbe9d' },
    OrderPluginOptions: { Plugin: 'b705fa7c-1152-4436-8913-e433d7f84c82' },
    StorePluginOptions: [{ StoreName: 'WebHosting', Plugin: winAcmePlugins.store }],
    InstallationPluginOptions: [{ SiteId: 1, Plugin: winAcmePlugins.iis }],
    History: [
      {
        Date: '2026-10-01T07:00:00Z',
        Success: true,
        OrderResults: [{ Name: 'main', ExpireDate: '2026-12-30T06:00:00Z', Success: true, Thumbprint: 'AB'.repeat(20) }],
      },
    ],
  }
  await writeFile(file, JSON.stringify(content, null, 2))
  const hash = createHash('sha1').update(names.join(',')).digest('hex')
  const pfx = join(cache, `${id}-main-${hash}-temp.pfx`)
  if (!renewal.withoutCache) await writeFile(pfx, makePfx(bundle, password, ciphers, { withKey }))
  return { file, pfx }
}

/**
 * The account as AccountManager.StoreAccount writes it: `Registration_v2` (ACMESharp's AccountDetails) and `Signer_v2`, a
 * ProtectedString of {KeyType, KeyExport}; an EC key as ESJwsTool.Export, an RSA key as .NET's ToXmlString.
 */
export async function writeWinAcmeAccount(
  server: string,
  { key, kid, protect = base64 }: { key: JsonWebKey; kid: string; protect?: (clear: string) => string },
): Promise<void> {
  await mkdir(server, { recursive: true })
  const plain = (part: string | undefined) => Buffer.from(part ?? '', 'base64url').toString('base64')
  const tag = (name: string, part: string | undefined) => `<${name}>${plain(part)}</${name}>`
  const rsa = [
    ...[tag('Modulus', key.n), tag('Exponent', key.e), tag('P', key.p), tag('Q', key.q)],
    ...[tag('DP', key.dp), tag('DQ', key.dq), tag('InverseQ', key.qi), tag('D', key.d)],
  ]
  const signer =
    key.kty === 'EC'
      ? { KeyType: 'ES256', KeyExport: JSON.stringify({ HashSize: 256, D: plain(key.d), X: plain(key.x), Y: plain(key.y) }) }
      : { KeyType: 'RS256', KeyExport: `<RSAKeyValue>${rsa.join('')}</RSAKeyValue>` }
  const details = { Payload: { Id: null, Contact: ['mailto:it@acme.example'], Status: 'valid' }, Kid: kid, TosLink: null }
  await writeFile(join(server, 'Signer_v2'), protect(JSON.stringify(signer)))
  await writeFile(join(server, 'Registration_v2'), JSON.stringify(details))
}
