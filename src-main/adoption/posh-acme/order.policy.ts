import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { z } from 'zod'
import { oneLine } from '../../system/one-line.policy.ts'
import { type DnsServer, dnsServerFrom } from '../reading/dns-server.policy.ts'

const TextOrList = z.union([z.string(), z.array(z.string())])

export const ServerFile = z.object({ location: z.string() })

export const AccountFile = z.object({
  location: z.string().nullish(),
  contact: z.union([z.string(), z.array(z.string())]).nullish(),
  key: z.looseObject({}).nullish(),
})

/** What Update-PAOrder writes. Until version 4.0 the plugin was called DnsPlugin, until 3.x the password stood there as it is. */
export const OrderFile = z.object({
  MainDomain: z.string().optional(),
  SANs: TextOrList.nullish(),
  FriendlyName: z.string().nullish(),
  Plugin: TextOrList.nullish(),
  DnsPlugin: TextOrList.nullish(),
  PfxPass: z.string().nullish(),
  PfxPassB64U: z.string().nullish(),
  Install: z.boolean().nullish(),
})
export type OrderFile = z.infer<typeof OrderFile>

/** Arguments of plugins; what is secret is an object here, and stays sealed. */
export const PluginArgs = z.record(z.string(), z.unknown())
export type PluginArgs = z.infer<typeof PluginArgs>

/** The password that Posh-ACME takes unless told another one. */
export const usualPassword = 'poshacme'

export function passwordsOf({ PfxPass, PfxPassB64U }: OrderFile): string[] {
  const kept = PfxPassB64U == null ? PfxPass : Buffer.from(PfxPassB64U, 'base64url').toString('utf8')
  return [...new Set([kept, usualPassword].filter((password) => password != null))]
}

export function namesOf({ MainDomain, SANs }: OrderFile): string[] {
  return [...new Set([...(MainDomain ? [MainDomain] : []), ...listOf(SANs)])]
}

/** Kept as it is only when it was given so (DDNSKeyValueInsecure); otherwise it is sealed for the user. */
export function dnsServerOf(order: OrderFile, args: PluginArgs): DnsServer | undefined {
  const text = (name: string) => (typeof args[name] === 'string' ? args[name] : undefined)
  if (listOf(order.Plugin ?? order.DnsPlugin).join() !== 'RFC2136') return undefined
  return dnsServerFrom({
    host: text('DDNSNameserver'),
    port: text('DDNSPort'),
    keyName: text('DDNSKeyName'),
    algorithm: text('DDNSKeyType'),
    secret: text('DDNSKeyValueInsecure'),
  })
}

export function proofWayOf(order: OrderFile, args: PluginArgs): { proof: ProofMethod | undefined; way: string | undefined } {
  const plugins = [...new Set(listOf(order.Plugin ?? order.DnsPlugin))]
  const [plugin, ...others] = plugins
  if (plugin === undefined) return { proof: undefined, way: undefined }
  if (others.length > 0) return { proof: undefined, way: `several plugins of Posh-ACME (${oneLine(plugins.join(', '))})` }
  const dns = dnsServerOf(order, args)
  if (dns) return { proof: { via: 'rfc2136', server: dns.url }, way: 'dns-01 by RFC 2136' }
  if (plugin === 'Manual') return { proof: undefined, way: 'Posh-ACME asked a person (Manual)' }
  if (plugin === 'WebRoot') return webroot(args)
  if (plugin === 'WebSelfHost') return selfHost(args)
  return { proof: undefined, way: `Posh-ACME’s plugin ${oneLine(plugin)}, whose credentials stay there` }
}

/** Unless told otherwise the plugin appends `.well-known/acme-challenge` itself, as is done here. */
function webroot({ WRPath, WRExactPath }: PluginArgs) {
  const [folder, ...others] = listOf(TextOrList.safeParse(WRPath).data)
  const exact = WRExactPath === true || (typeof WRExactPath === 'object' && WRExactPath !== null)
  if (!folder || others.length > 0 || exact || folder.length > 1000)
    return { proof: undefined, way: 'http-01 in web servers’ folders (WebRoot)' }
  return { proof: { via: 'http-webroot', folder } as const, way: `http-01 in the folder ${oneLine(folder)}` }
}

function selfHost({ WSHPort }: PluginArgs) {
  const port = Number(WSHPort ?? 80)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return { proof: undefined, way: 'http-01 by Posh-ACME’s own listener' }
  const proof: ProofMethod = port === 80 ? { via: 'http-listener' } : { via: 'http-listener', port }
  return { proof, way: `http-01 by Posh-ACME’s own listener at port ${port}` }
}

function listOf(value: string | string[] | null | undefined): string[] {
  return value == null ? [] : [value].flat()
}
