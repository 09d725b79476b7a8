import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { z } from 'zod'
import { oneLine } from '../../system/one-line.policy.ts'
import { type DnsServer, dnsServerFrom } from '../reading/dns-server.policy.ts'
import { anyCase } from './any-case.policy.ts'
import { readProtectedText } from './protected-string.policy.ts'

const Names = z.array(z.string()).nullish()

const Target = anyCase(z.object({ commonname: z.string().nullish(), alternativenames: Names, includehosts: Names }))

const Plugin = anyCase(
  z.object({
    plugin: z.string().nullish(),
    path: z.string().nullish(),
    port: z.number().nullish(),
    https: z.boolean().nullish(),
    siteid: z.number().nullish(),
    storename: z.string().nullish(),
    script: z.string().nullish(),
    serverhost: z.string().nullish(),
    serverport: z.number().nullish(),
    tsigkeyname: z.string().nullish(),
    tsigkeysecret: z.string().nullish(),
    tsigkeyalgorithm: z.string().nullish(),
  }),
)
type Plugin = z.infer<typeof Plugin>

const Plugins = z.array(z.union([Plugin, z.null()])).nullish()

/** What win-acme and simple-acme keep of a renewal; the parts that matter here. From DomainObjects/Renewal.cs. */
export const RenewalFile = anyCase(
  z.object({
    id: z.string().min(1),
    endpoint: z.string().nullish(),
    friendlyname: z.string().nullish(),
    lastfriendlyname: z.string().nullish(),
    pfxpasswordprotected: z.string().nullish(),
    account: z.string().nullish(),
    targetpluginoptions: Target.nullish(),
    validationpluginoptions: Plugin.nullish(),
    storepluginoptions: z.union([Plugins, Plugin]),
    installationpluginoptions: z.union([Plugins, Plugin]),
  }),
)
export type RenewalFile = z.infer<typeof RenewalFile>

/** Plugins go by these ids in the file, whatever they are called on screens. */
const plugins = {
  fileSystem: '1c77b3a4-5310-4c46-92c6-00d866e84d6b',
  selfHosting: 'c7d5e050-9363-4ba1-b3a8-931b31c618b7',
  tlsSelfHosting: 'a1565064-b208-4467-8ca1-1bd3c08aa500',
  manualDns: 'e45d62b9-f9a8-441e-b95f-c5ee0dcd8040',
  dnsScript: '8f1da72e-f727-49f0-8546-ef69e5ecec32',
  rfc2136: 'ed5dc9d1-739c-4f6a-854f-238bf65b63ee',
  windowsStore: 'e30adc8e-d756-4e16-a6f2-450f784b1a97',
  pemFiles: 'e57c70e4-cd60-4ba6-80f6-a41703e21031',
  pfxFile: '2a2c576f-7637-4ade-b8db-e8613b0bb33e',
  centralSsl: 'af1f77b6-4e7b-4f96-bba5-c2eeb4d0dd42',
  iis: 'ea6a5be3-f8de-4d27-a6bd-750b619b2ee2',
  iisFtp: '13058a79-5084-48af-b047-634e0ee222f4',
  script: '3bb22c70-358d-4251-86bd-11858363d913',
} as const

export function namesOf({ targetpluginoptions: target }: RenewalFile): string[] {
  const names = [target?.commonname, ...(target?.alternativenames ?? []), ...(target?.includehosts ?? [])]
  return [...new Set(names.filter((name) => name != null && name !== ''))] as string[]
}

export function proofWayOf({ validationpluginoptions: chosen }: RenewalFile): { proof: ProofMethod | undefined; way: string | undefined } {
  const id = chosen?.plugin?.toLowerCase()
  if (chosen == null || id === undefined) return { proof: undefined, way: undefined }
  if (id === plugins.fileSystem) return webroot(chosen)
  if (id === plugins.selfHosting) return listener(chosen)
  if (id === plugins.tlsSelfHosting) return tlsListener(chosen)
  const dns = dnsServerOf(chosen)
  if (dns) return { proof: { via: 'rfc2136', server: dns.url }, way: 'dns-01 by RFC 2136' }
  if (id === plugins.rfc2136)
    return { proof: undefined, way: `dns-01 by RFC 2136 at ${oneLine(chosen.serverhost ?? 'a DNS server')}, whose key stays there` }
  if (id === plugins.manualDns) return { proof: undefined, way: 'a person made the DNS record' }
  if (id === plugins.dnsScript) return { proof: undefined, way: 'dns-01 by a script of its own' }
  return { proof: undefined, way: `a plugin whose credentials stay there (${oneLine(id)})` }
}

/** Undefined for another plugin, and where the key is sealed by Windows. */
export function dnsServerOf(chosen: RenewalFile['validationpluginoptions']): DnsServer | undefined {
  if (chosen?.plugin?.toLowerCase() !== plugins.rfc2136) return undefined
  const kept = readProtectedText(chosen.tsigkeysecret ?? '')
  return dnsServerFrom({
    host: chosen.serverhost,
    port: chosen.serverport,
    keyName: chosen.tsigkeyname,
    algorithm: chosen.tsigkeyalgorithm,
    secret: 'clear' in kept ? kept.clear : undefined,
  })
}

/** Without a path win-acme asks IIS for the folder of the site. A share or an address is nothing to write into from here. */
function webroot({ path }: Plugin) {
  const isFolder = path != null && /^(?:[a-z]:[\\/]|\/(?!\/))/i.test(path) && path.length <= 1000
  if (!isFolder) return { proof: undefined, way: 'http-01 in the folder of a site, which IIS knows' }
  return { proof: { via: 'http-webroot', folder: path } as const, way: `http-01 in the folder ${oneLine(path)}` }
}

function listener({ https, port }: Plugin) {
  if (https === true) return { proof: undefined, way: 'http-01 behind HTTPS, by its own listener' }
  const proof: ProofMethod = port == null || port === 80 ? { via: 'http-listener' } : { via: 'http-listener', port }
  return { proof, way: `http-01 by its own listener at port ${port ?? 80}` }
}

function tlsListener({ port }: Plugin) {
  const proof: ProofMethod = port == null || port === 443 ? { via: 'tls-alpn' } : { via: 'tls-alpn', port }
  return { proof, way: `tls-alpn-01 by its own listener at port ${port ?? 443}` }
}

export function hintsOf(renewal: RenewalFile): string[] {
  return [...pluginsOf(renewal.storepluginoptions).map(storeHint), ...pluginsOf(renewal.installationpluginoptions).map(installHint)].filter(
    (hint) => hint !== undefined,
  )
}

function storeHint({ path, plugin, storename }: Plugin): string | undefined {
  const place = oneLine(path ?? 'a folder of its settings')
  switch (plugin?.toLowerCase()) {
    case plugins.windowsStore:
      return `kept in the certificate store of Windows (${oneLine(storename ?? 'My or WebHosting')})`
    case plugins.pemFiles:
      return `PEM files in ${place}`
    case plugins.pfxFile:
      return `a PFX file in ${place}`
    case plugins.centralSsl:
      return `the central certificate store of IIS in ${place}`
    default:
      return undefined
  }
}

function installHint({ plugin, script, siteid }: Plugin): string | undefined {
  switch (plugin?.toLowerCase()) {
    case plugins.iis:
      return siteid == null ? 'bindings of IIS' : `bindings of IIS, site ${siteid}`
    case plugins.iisFtp:
      return 'FTP bindings of IIS'
    case plugins.script:
      return `after each renewal it runs ${oneLine(script ?? 'a script')}`
    default:
      return undefined
  }
}

function pluginsOf(options: RenewalFile['storepluginoptions']): Plugin[] {
  return [options ?? []].flat().filter((plugin) => plugin !== null)
}
