import { z } from 'zod'
import { FilesSettings, ScriptSettings } from './target-files.ts'

const Port = z.int().min(1).max(65_535)
const HostName = z.string().trim().min(1).max(253)

/** What a person says of a target, by its kind. What is left out is found where Windows has it, or is usual. */
export const TargetSettings = z.discriminatedUnion('kind', [
  /** Remote Desktop of this machine. */
  z.strictObject({ kind: z.literal('rdp') }),
  z.strictObject({ kind: z.literal('winrm'), port: Port.default(5986) }),
  /** A program of Windows' own HTTP server, known by where it listens: a name and port (SNI), or an address and port. */
  z.strictObject({
    kind: z.literal('http-sys'),
    hostName: HostName.optional(),
    address: z.union([z.ipv4(), z.ipv6()]).optional(),
    port: Port.default(443),
  }),
  z.strictObject({
    kind: z.literal('iis'),
    site: z.string().trim().min(1).max(259),
    /** Of a binding that is known by its name (SNI); else every name at this port. */
    hostName: HostName.optional(),
    port: Port.default(443),
    /** Seconds browsers remember to ask for https alone (RFC 6797); left out: the site's own choice stays. */
    hstsMaxAge: z.int().min(0).max(63_072_000).optional(),
    /** A folder of the central certificate store, as UNC path or local one: the binding takes its certificate from there. */
    centralStore: z.string().min(1).max(259).optional(),
  }),
  z.strictObject({
    kind: z.literal('sql-server'),
    instance: z.string().trim().min(1).max(16).default('MSSQLSERVER'),
    port: Port.default(1433),
    /**
     * Agreed to by whoever sets it up: SQL Server reads its certificate when it starts, and does not start with a key it cannot use.
     * Told without a restart it would be found out at the next one, when nobody is there to take it back.
     */
    restart: z.literal(true),
  }),
  FilesSettings,
  ScriptSettings,
])
export type TargetSettings = z.infer<typeof TargetSettings>
export type SettingsOf<Kind extends TargetSettings['kind']> = Extract<TargetSettings, { kind: Kind }>
