import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { directoryNamed, usualAuthority } from '@mylzip/shared/domain/authorities.policy.ts'
import { directoryAt } from '@mylzip/shared/domain/directory-address.policy.ts'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { SocketPlace } from '../challenges/dns/dns-transport.port.ts'
import type { DnsUpdates } from '../challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { tokenFileName } from '../service/token-file.adapter.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
import { type PowerShellChoice, powershellNames } from '../system/powershell/program.policy.ts'
import { dnsUpdates } from './dns-option.ts'
import { proxySet } from './proxy-option.ts'
import { resolverAt } from './resolver-option.ts'

/** How the agent was started. The launcher (scripts/start) passes these on; a service installation sets them itself. */
export interface HeadlessOptions {
  dataFolder: string
  cloudUrl: string
  directoryUrl: string
  isDirectoryNamed: boolean
  /** PEM of the roots to trust beside the system's, or undefined. */
  extraRootsPem: string | undefined
  enrolmentToken: string | undefined
  keyType: KeyType | undefined
  /** The customer's own DNS server to prove names in, or undefined: the cloud's. */
  dns: DnsUpdates | undefined
  /** A DNS server to look names up at before the system's own. */
  resolver: SocketPlace | undefined
  /** Whether dns-persist-01 may be chosen. */
  dnsPersist: boolean
  /** Do the main job and end, without a dashboard. */
  once: boolean
  /** It is the machine's: people who sign in there read and operate, its administrators do the rest, and no page is offered. */
  service: boolean
  json: boolean
  dashboardPort: number | undefined
  openBrowser: boolean
  practice: boolean
  /** By which PowerShell Windows is asked; without meaning elsewhere. */
  powershell: PowerShellChoice
  /** What the machine’s administrators have set; then nobody chooses another one here. */
  proxy: ProxyChoice | undefined
}

const flags = {
  data: { type: 'string' },
  cloud: { type: 'string' },
  directory: { type: 'string' },
  'ca-root': { type: 'string' },
  'enrolment-token-file': { type: 'string' },
  'key-type': { type: 'string' },
  dns: { type: 'string' },
  'dns-key-file': { type: 'string' },
  resolver: { type: 'string' },
  'dns-persist': { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  service: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  port: { type: 'string' },
  'no-browser': { type: 'boolean', default: false },
  practice: { type: 'boolean', default: false },
  powershell: { type: 'string', default: 'windows' },
  proxy: { type: 'string' },
} as const

/** Reads the command line. Refuses with OPTION_INVALID or CA_ROOT_UNREADABLE, naming the option. */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): HeadlessOptions {
  const values = parse(args)
  return {
    dataFolder: required('data', values.data),
    cloudUrl: url('cloud', required('cloud', values.cloud)),
    directoryUrl: directory(values.directory ?? usualAuthority),
    isDirectoryNamed: values.directory !== undefined,
    extraRootsPem: values['ca-root'] === undefined ? undefined : roots(values['ca-root']),
    enrolmentToken: enrolmentToken(values['enrolment-token-file'], environment) ?? waitingToken(values),
    keyType: keyType(values['key-type']),
    dns: dnsUpdates(values.dns, values['dns-key-file'], environment),
    resolver: resolverAt(values.resolver),
    dnsPersist: values['dns-persist'],
    once: values.once,
    service: values.service,
    json: values.json,
    dashboardPort: port(values.port),
    openBrowser: !values['no-browser'],
    practice: values.practice,
    powershell: powershell(values.powershell),
    proxy: proxySet(values.proxy),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, strict: true }).values
  } catch (error) {
    throw new Refusal('OPTION_INVALID', { option: args.join(' '), reason: (error as Error).message.replace(/\.$/, '') })
  }
}

function required(option: string, value: string | undefined): string {
  if (!value) throw new Refusal('OPTION_INVALID', { option: `--${option}`, reason: 'it is needed' })
  return value
}

function url(option: string, value: string): string {
  if (!URL.canParse(value)) throw new Refusal('OPTION_INVALID', { option: `--${option}`, reason: `“${value}” is not an address` })
  return value
}

function directory(value: string): string {
  const found = directoryAt(URL.parse(directoryNamed(value))?.href)
  if (found === undefined) throw new Refusal('OPTION_INVALID', { option: '--directory', reason: `“${value}” is no https address` })
  return found
}

function roots(file: string): string {
  const text = readText(file)
  if (!text?.includes('-----BEGIN CERTIFICATE-----')) throw new Refusal('CA_ROOT_UNREADABLE', { file })
  return text
}

/** From a file or the environment, never from an argument: every user of the machine can list arguments. */
function enrolmentToken(file: string | undefined, environment: NodeJS.ProcessEnv): string | undefined {
  if (file === undefined) return environment.MYLZIP_ENROLMENT_TOKEN || undefined
  const token = readText(file)?.trim()
  if (!token) throw new Refusal('OPTION_INVALID', { option: '--enrolment-token-file', reason: `${file} cannot be read or is empty` })
  return token
}

/** What the installer left for the service; it goes once this device is enrolled. */
function waitingToken({ service, data = '' }: { service: boolean; data?: string | undefined }): string | undefined {
  return (service && readText(join(data, tokenFileName))?.trim()) || undefined
}

function keyType(value: string | undefined): KeyType | undefined {
  if (value === undefined) return undefined
  const known = KeyType.safeParse(value)
  if (!known.success) throw new Refusal('KEY_TYPE_UNKNOWN', { keyType: value, offered: KeyType.options.join(', ') })
  return known.data
}

function powershell(value: string): PowerShellChoice {
  const known = Object.entries(powershellNames).find(([name]) => name === value)?.[1]
  if (known === undefined) throw new Refusal('OPTION_INVALID', { option: '--powershell', reason: `“${value}” is neither windows nor 7` })
  return known
}

function port(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new Refusal('OPTION_INVALID', { option: '--port', reason: `“${value}” is not a port` })
  return number
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
