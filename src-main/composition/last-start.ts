import { tsigAlgorithms } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { About } from '@mylzip/shared/operations/values.ts'
import { z } from 'zod'
import type { DnsUpdates } from '../challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'
import type { AgentOptions } from './agent-options.ts'

const SetProxy = z.discriminatedUnion('use', [
  z.object({ use: z.literal('system') }),
  z.object({ use: z.literal('none') }),
  z.object({ use: z.literal('own'), address: z.url(), past: z.array(z.string()) }),
])

/** How the agent was started last, so that a command that works alone finds the same cloud and authority. Never a secret. */
export const LastStart = z.object({
  mode: About.shape.mode,
  cloudUrl: z.string(),
  directoryUrl: z.string(),
  /** It always was, before it could be left out. */
  isDirectoryNamed: z.boolean().default(true),
  extraRootsPem: z.string().nullable(),
  keyType: KeyType.nullable(),
  /** The customer's DNS server that was named at the start; its key is not kept here. */
  dns: z
    .object({ host: z.string(), port: z.int(), zone: z.string().nullable(), keyName: z.string(), algorithm: z.enum(tsigAlgorithms) })
    .nullable(),
  /** Where the practice zone was served. */
  resolver: z.object({ address: z.string(), port: z.int() }).nullable().default(null),
  practice: z.boolean(),
  powershell: z.enum(['windows', 'seven']).default('windows'),
  /** What the machine’s administrators have set; it holds no password. */
  proxy: SetProxy.nullable().default(null),
})
export type LastStart = z.infer<typeof LastStart>

const setting: Setting<LastStart | null> = { key: 'last-start', schema: LastStart.nullable(), fallback: null }

export async function rememberStart(db: AgentDatabase['db'], options: AgentOptions): Promise<void> {
  const { mode, cloudUrl, directoryUrl, isDirectoryNamed, extraRootsPem, keyType, dns, resolver, practice, powershell, proxy } = options
  await settingsRepository(db).set(setting, {
    mode,
    cloudUrl,
    directoryUrl,
    isDirectoryNamed,
    extraRootsPem: extraRootsPem ?? null,
    keyType: keyType ?? null,
    dns: dns ? { host: dns.host, port: dns.port, zone: dns.zone ?? null, keyName: dns.key.name, algorithm: dns.key.algorithm } : null,
    resolver: resolver ?? null,
    practice,
    powershell: powershell ?? 'windows',
    proxy: proxy?.use === 'own' ? { use: 'own', address: proxy.address, past: [...proxy.past] } : (proxy ?? null),
  })
}

/** Null where no agent has been started yet. */
export async function lastStart(db: AgentDatabase['db']): Promise<LastStart | null> {
  return settingsRepository(db).get(setting)
}

export type KnownDnsServer = NonNullable<LastStart['dns']>

interface Now {
  folder: string
  version: string
  dnsKey(server: KnownDnsServer): DnsUpdates | undefined
}

/** What the machine's administrators had set then; undefined where they leave it to whoever uses it. */
export function proxySetThen({ proxy }: Pick<LastStart, 'proxy'>): ProxyChoice | undefined {
  return proxy?.use === 'own' ? { ...proxy, user: undefined, password: undefined } : (proxy ?? undefined)
}

/** The same start again. Nothing enrols by it, so it needs no token. */
export function asStartedLast(last: LastStart, { folder, version, dnsKey }: Now): AgentOptions {
  const { extraRootsPem, keyType, dns, resolver, ...same } = last
  return {
    ...same,
    folder,
    version,
    extraRootsPem: extraRootsPem ?? undefined,
    enrolmentToken: undefined,
    keyType: keyType ?? undefined,
    dns: dns ? dnsKey(dns) : undefined,
    resolver: resolver ?? undefined,
    proxy: proxySetThen(last),
    alone: true,
  }
}
