import { readFileSync } from 'node:fs'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { z } from 'zod'
import type { Nameserver } from '../modules/dns/responder/zone.policy.ts'
import { MasterKey } from './sealing.ts'
import { SigningKey } from './signing-key.ts'

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

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })

/** An operator sees all faults at once, these too when others have been found. */
const always = () => true

const Environment = z
  .object({
    DATABASE_URL: databaseUrl,
    ZONE: hostName,
    PUBLIC_URL: z.url({ protocol: /^https$/ }).regex(/[^/]$/, 'must not end in a slash'),
    /** JSON list of Ed25519 private JWKs with `kid`: the first signs, all verify. */
    ACCESS_TOKEN_KEYS: json.pipe(z.tuple([SigningKey]).rest(SigningKey)),
    /** The same for licence documents. Without it the keys of access tokens sign those too. */
    LICENCE_KEYS: json.pipe(z.tuple([SigningKey]).rest(SigningKey)).optional(),
    /** JSON list of keys that secrets in the database are sealed with: the first seals, all open. */
    MASTER_KEYS: json.pipe(z.tuple([MasterKey]).rest(MasterKey)),
    NAMESERVERS: nameservers,
    HTTP_HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port.default(8080),
    DNS_HOST: z.string().default('127.0.0.1'),
    DNS_PORT: port.default(53),
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

export type Environment = z.infer<typeof Environment>

type Settings = Readonly<Record<string, string | undefined>>

/**
 * What an operator sets. `DATABASE_URL_FILE`, `ACCESS_TOKEN_KEYS_FILE`, `LICENCE_KEYS_FILE` and `MASTER_KEYS_FILE` name files that hold the value, so that
 * secrets need not stand in the environment. Refuses with OPTION_INVALID, naming every fault at once and no value.
 */
export function readEnvironment(env: Settings): Environment {
  const names = ['DATABASE_URL', 'ACCESS_TOKEN_KEYS', 'LICENCE_KEYS', 'MASTER_KEYS']
  const parsed = Environment.safeParse({ ...env, ...fromFiles(names, env) })
  if (parsed.success) return parsed.data
  throw refusal(parsed.error, env)
}

/** All that a command needs which only touches the database. Refuses with OPTION_INVALID. */
export function readDatabaseUrl(env: Settings): string {
  const parsed = z.object({ DATABASE_URL: databaseUrl }).safeParse({ ...env, ...fromFiles(['DATABASE_URL'], env) })
  if (parsed.success) return parsed.data.DATABASE_URL
  throw refusal(parsed.error, env)
}

function fromFiles(names: readonly string[], env: Settings): Record<string, string> {
  const files = names.map((name) => [name, env[`${name}_FILE`]] as const)
  return Object.fromEntries(files.flatMap(([name, file]) => (file === undefined ? [] : [[name, readFileSync(file, 'utf8').trim()]])))
}

function refusal(error: z.ZodError, env: Settings): Refusal {
  const faults = error.issues.map(({ code, path, message }) => {
    const missing = code === 'invalid_type' && env[path.join('.')] === undefined
    return `${path.join('.')} ${missing ? 'is missing' : message}`
  })
  return new Refusal('OPTION_INVALID', { option: 'environment', reason: faults.join('; ') }, { cause: error })
}
