import { readFileSync } from 'node:fs'
import { AcmeDirectory } from '@mylzip/shared/domain/acme-directory.ts'
import { isDomainName, tsigAlgorithms } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import type { UpdatedZone } from '../modules/dns/places/updated-server.adapter.ts'
import type { Nameserver } from '../modules/dns/responder/zone.policy.ts'
import { MasterKey } from './sealing.ts'
import { SigningKey } from './signing-key.ts'
import { weakKey, weakPassword } from './weak-secrets.policy.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const list = z.string().transform((text) => text.split(',').map((item) => item.trim()))
const hostName = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be a name in lower case without a final dot')
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
})

const Server = z.object({ name: hostName, addresses: z.array(z.union([z.ipv4(), z.ipv6()])) }) satisfies z.ZodType<Nameserver>

/** A made-up value, such as those of examples and tests, is refused like a missing one. */
const strongKeys =
  <Key extends { kid: string }>(secretOf: (key: Key) => string) =>
  (keys: readonly Key[], context: z.RefinementCtx) => {
    for (const key of keys.filter((key) => weakKey(secretOf(key))))
      context.addIssue({ code: 'custom', message: `must be random: the key ${key.kid} is not` })
    if (new Set(keys.map(({ kid }) => kid)).size < keys.length)
      context.addIssue({ code: 'custom', message: 'must have a kid of its own for each key' })
  }
const strongPassword = (url: string) => !URL.canParse(url) || !weakPassword(new URL(url).password)
const passwordFault = 'must not have a password that anybody would guess'
const flag = z.enum(['0', '1', 'false', 'true']).transform((text) => text === '1' || text === 'true')

/** `ns1.myl.zip=192.0.2.1,2001:db8::1;ns2.myl.zip=198.51.100.1` */
const nameservers = z
  .string()
  .transform((text) =>
    text.split(';').map((server) => {
      const [name = '', addresses = ''] = server.split('=')
      return {
        name: name.trim(),
        addresses: addresses
          .split(',')
          .map((address) => address.trim())
          .filter(Boolean),
      }
    }),
  )
  .pipe(z.tuple([Server]).rest(Server))

const Host = z.object({ host: z.union([z.ipv4(), z.ipv6(), hostName]), port: z.int().min(1).max(65_535).default(53) })

/** `{"zone":"myl.zip","host":"192.0.2.1","key":{"name":"cloud","algorithm":"hmac-sha256","secret":"base64"},"secondaries":[{"host":"192.0.2.2"}]}` */
const DnsUpdate = Host.extend({
  zone: hostName,
  key: z.object({
    name: z.string().refine(isDomainName, 'must be a key’s name in lower case'),
    algorithm: z.enum(tsigAlgorithms).default('hmac-sha256'),
    secret: z
      .base64()
      .min(24)
      .transform((text) => Buffer.from(text, 'base64')),
  }),
  secondaries: z.array(Host).default([]),
}) satisfies z.ZodType<UpdatedZone>

/** An operator sees all faults at once, these too when others have been found. */
const always = () => true

const Environment = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).refine(strongPassword, passwordFault),
    /** Otherwise the server does not start on a database that was not migrated: that is a step of its own. */
    MIGRATE_AT_START: flag.default(false),
    /** What devices' names usually end in. */
    ZONE: hostName,
    /** More of them, which a device may ask for: `myl.example,myl.test`. */
    ZONES: list.pipe(z.array(hostName)).optional(),
    /** JSON list of zones that other DNS servers are told of by updates (RFC 2136). */
    DNS_UPDATES: json.pipe(z.array(DnsUpdate)).optional(),
    /** Whom customers’ CNAMEs are looked up with, where it is not this machine’s own resolver. */
    DNS_RESOLVERS: list.pipe(z.array(z.union([z.ipv4(), z.ipv6()])).min(1)).optional(),
    /** Whether the built-in name server listens; without it the zones are answered for by others alone. */
    DNS_RESPONDER: z.enum(['on', 'off']).default('on'),
    PUBLIC_URL: z.url({ protocol: /^https$/ }).regex(/[^/]$/, 'must not end in a slash'),
    /** JSON list of Ed25519 private JWKs with `kid`: the first signs, all verify. */
    ACCESS_TOKEN_KEYS: json.pipe(
      z
        .tuple([SigningKey])
        .rest(SigningKey)
        .superRefine(strongKeys<SigningKey>(({ d }) => d)),
    ),
    /** The same for licence documents. Without it the keys of access tokens sign those too. */
    LICENCE_KEYS: json
      .pipe(
        z
          .tuple([SigningKey])
          .rest(SigningKey)
          .superRefine(strongKeys<SigningKey>(({ d }) => d)),
      )
      .optional(),
    /** JSON list of keys that secrets in the database are sealed with: the first seals, all open. */
    MASTER_KEYS: json.pipe(
      z
        .tuple([MasterKey])
        .rest(MasterKey)
        .superRefine(strongKeys<MasterKey>(({ k }) => k)),
    ),
    NAMESERVERS: nameservers,
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).refine(strongPassword, passwordFault),
    /** Where instances count requests together. Without it each counts alone. */
    REDIS_URL: z
      .url({ protocol: /^rediss?$/ })
      .refine(strongPassword, passwordFault)
      .optional(),
    /** `MyL.Zip SSL <no-reply@myl.zip>` */
    MAIL_FROM: z.string().regex(/^[^<>@\r\n]*<?[^<>@\s]+@[^<>@\s]+>?$/, 'must be an address, or a name with an address in <>'),
    /** ACME directories where certificates of lost devices may be revoked, separated by commas. */
    ACME_DIRECTORIES: list.pipe(z.array(AcmeDirectory.startsWith('https://')).min(1)).optional(),
    HTTP_HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port.default(8080),
    DNS_HOST: z.string().default('127.0.0.1'),
    DNS_PORT: port.default(53),
    /** Where Prometheus asks: never an address that the internet reaches. */
    METRICS_HOST: z.string().default('127.0.0.1'),
    METRICS_PORT: port.default(9464),
    /** How long it goes on answering after it was told to stop, for whoever spreads requests to notice. */
    DRAIN_SECONDS: z.coerce.number().int().min(0).max(600).default(10),
    /** Who is told of devices that are missed, of all teams. */
    OPERATOR_MAIL: z.email().optional(),
    TRUSTED_PROXIES: list.pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).min(1)).optional(),
    TLS_CERT_FILE: z.string().optional(),
    TLS_KEY_FILE: z.string().optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .refine((env) => (env.TLS_CERT_FILE === undefined) === (env.TLS_KEY_FILE === undefined), {
    when: always,
    path: ['TLS_KEY_FILE'],
    message: 'and TLS_CERT_FILE belong together',
  })
  .refine((env) => env.TLS_CERT_FILE !== undefined || env.TRUSTED_PROXIES !== undefined, {
    when: always,
    path: ['TRUSTED_PROXIES'],
    message: 'must name the proxy that speaks HTTPS, unless TLS_CERT_FILE and TLS_KEY_FILE are given',
  })
  .refine(({ ZONE, ZONES = [] }) => areApart([ZONE, ...ZONES]), {
    when: ({ issues }) => issues.length === 0,
    path: ['ZONES'],
    message: 'must not name a zone twice, nor one that lies below another',
  })
  .refine(({ ZONE, ZONES = [], PUBLIC_URL }) => [ZONE, ...ZONES].every((zone) => areApart([zone, new URL(PUBLIC_URL).hostname])), {
    when: ({ issues }) => issues.length === 0,
    path: ['PUBLIC_URL'],
    message: 'must lie outside of the zones of devices, and they outside of it: to browsers a device’s page would be one of this site',
  })
  .refine(({ ZONE, ZONES = [], DNS_UPDATES = [] }) => DNS_UPDATES.every(({ zone }) => [ZONE, ...ZONES].includes(zone)), {
    when: ({ issues }) => issues.length === 0,
    path: ['DNS_UPDATES'],
    message: 'must name zones of ZONE and ZONES only',
  })
  .refine(
    ({ ZONE, ZONES = [], DNS_UPDATES = [], DNS_RESPONDER }) =>
      DNS_RESPONDER === 'on' || [ZONE, ...ZONES].every((zone) => DNS_UPDATES.some((each) => each.zone === zone)),
    {
      when: ({ issues }) => issues.length === 0,
      path: ['DNS_RESPONDER'],
      message: 'must be on unless DNS_UPDATES names a server for every zone',
    },
  )

/** Whether none of the names is another, or lies below another. */
function areApart(names: readonly string[]): boolean {
  return names.every((name, index) => names.every((other, place) => index === place || (name !== other && !name.endsWith(`.${other}`))))
}

const secrets = ['DATABASE_URL', 'ACCESS_TOKEN_KEYS', 'LICENCE_KEYS', 'MASTER_KEYS', 'SMTP_URL', 'REDIS_URL', 'DNS_UPDATES'] as const

export type Environment = z.infer<typeof Environment>

/**
 * What an operator sets. `DATABASE_URL_FILE` and its like (for `secrets`) name files that hold the value, so that secrets need not
 * stand in the environment. Refuses with OPTION_INVALID, naming every fault at once and no value.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  return parsed(Environment, env)
}

const DatabaseOnly = z.object({ DATABASE_URL: Environment.shape.DATABASE_URL })

/** The same for a command that needs the database and nothing else. */
export function readDatabaseUrl(env: Readonly<Record<string, string | undefined>>): string {
  return parsed(DatabaseOnly, env).DATABASE_URL
}

function parsed<Schema extends z.ZodType>(schema: Schema, env: Readonly<Record<string, string | undefined>>): z.output<Schema> {
  const { values, unreadable } = withFiles(env)
  const result = schema.safeParse(values)
  const issues = result.success ? [] : result.error.issues
  const faults = issues
    .filter(({ path }) => !unreadable.some(({ name }) => path[0] === name))
    .map(({ code, path, message }) => {
      const missing = code === 'invalid_type' && env[path.join('.')] === undefined
      return `${path.join('.')} ${missing ? 'is missing' : message}`
    })
  const all = [...unreadable.map(({ name, reason }) => `${name}_FILE cannot be read (${reason})`), ...faults]
  if (result.success && all.length === 0) return result.data
  throw new Refusal('OPTION_INVALID', { option: 'environment', reason: all.join('; ') }, { cause: result.error })
}

function withFiles(env: Readonly<Record<string, string | undefined>>) {
  const values: Record<string, string | undefined> = { ...env }
  const unreadable: { name: string; reason: string }[] = []
  for (const name of secrets) {
    const file = env[`${name}_FILE`]
    if (file === undefined) continue
    try {
      values[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      unreadable.push({ name, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' })
    }
  }
  return { values, unreadable }
}
