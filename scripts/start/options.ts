import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { directoryUrl, refuseBlindDirectory } from './directory.ts'

export interface StartOptions {
  help: boolean
  /** Absolute folder; undefined: the user’s data directory. */
  data?: string
  once: boolean
  json: boolean
  directory?: string
  caRoot?: string
  /** UDP and TCP port of the built-in DNS; undefined: a free one. */
  dnsPort?: number
  cloud?: string
  /** A customer's own DNS server, checked: rfc2136://… */
  dns?: string
  dnsKeyFile?: string
  /** Whether dns-persist-01 may be chosen. */
  dnsPersist?: boolean
  enrolmentTokenFile?: string
  /** Port of the dashboard; undefined: a free one. */
  port?: number
  browser: boolean
  keyType?: string
}

const flags = {
  help: { type: 'boolean', short: 'h' },
  data: { type: 'string' },
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  directory: { type: 'string' },
  'ca-root': { type: 'string' },
  'dns-port': { type: 'string' },
  cloud: { type: 'string' },
  dns: { type: 'string' },
  'dns-key-file': { type: 'string' },
  'dns-persist': { type: 'boolean' },
  'enrolment-token-file': { type: 'string' },
  port: { type: 'string' },
  'no-browser': { type: 'boolean' },
  'key-type': { type: 'string' },
} as const

/**
 * What the command line asks for; paths become absolute. Refuses with OPTION_INVALID,
 * ARGUMENT_UNEXPECTED or DIRECTORY_CANNOT_SEE_LOCAL_NAMES, before anything is started.
 */
export function readOptions(args: readonly string[]): StartOptions {
  const given = parse(args)
  const options: StartOptions = {
    help: given.help ?? false,
    once: given.once ?? false,
    json: given.json ?? false,
    browser: !given['no-browser'],
    ...(given.data !== undefined && { data: resolve(nonEmpty('--data', given.data)) }),
    ...(given.directory !== undefined && { directory: directoryUrl(given.directory) }),
    ...(given['ca-root'] !== undefined && { caRoot: resolve(nonEmpty('--ca-root', given['ca-root'])) }),
    ...(given['dns-port'] !== undefined && { dnsPort: portNumber('--dns-port', given['dns-port']) }),
    ...(given.cloud !== undefined && { cloud: httpUrl('--cloud', given.cloud) }),
    ...(given.dns !== undefined && { dns: dnsServer(given.dns) }),
    ...(given['dns-key-file'] !== undefined && { dnsKeyFile: resolve(nonEmpty('--dns-key-file', given['dns-key-file'])) }),
    ...(given['dns-persist'] && { dnsPersist: true }),
    ...(given['enrolment-token-file'] !== undefined && {
      enrolmentTokenFile: resolve(nonEmpty('--enrolment-token-file', given['enrolment-token-file'])),
    }),
    ...(given.port !== undefined && { port: portNumber('--port', given.port) }),
    ...(given['key-type'] !== undefined && { keyType: given['key-type'] }),
  }
  refuseContradictions(options)
  return options
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    if (systemErrorCode(error) === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
      throw new Refusal('ARGUMENT_UNEXPECTED', { argument: /'(.*?)'/s.exec(said)?.[1] ?? args.join(' ') }, { cause: error })
    const option = /'([^' ]+)/.exec(said)?.[1] ?? args.join(' ')
    throw new Refusal('OPTION_INVALID', { option, reason: `${said.split('. ')[0] ?? said}; npm start -- --help lists the options` })
  }
}

function refuseContradictions(options: StartOptions): void {
  if (options.dnsKeyFile !== undefined && options.dns === undefined)
    throw new Refusal('OPTION_INVALID', { option: '--dns-key-file', reason: 'it needs --dns, which names the server' })
  if (options.caRoot !== undefined && options.directory === undefined)
    throw new Refusal('OPTION_INVALID', {
      option: '--ca-root',
      reason: 'it needs --directory, which names the authority that it is the root of',
    })
  if (options.cloud === undefined) {
    // What is published in a customer's own zone, an authority elsewhere can see.
    if (options.dns === undefined) refuseBlindDirectory(options.directory)
    return
  }
  if (options.dnsPort === undefined) return
  throw new Refusal('OPTION_INVALID', {
    option: '--dns-port',
    reason: 'the built-in DNS belongs to the practice cloud, which --cloud replaces',
  })
}

function portNumber(option: string, text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new Refusal('OPTION_INVALID', { option, reason: `“${text}” is not a port number from 1 to 65535` })
}

function dnsServer(text: string): string {
  readDnsUpdateServer(text)
  return text
}

function httpUrl(option: string, text: string): string {
  const url = URL.parse(text)
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href
  throw new Refusal('OPTION_INVALID', { option, reason: `“${text}” is not an http or https address` })
}

function nonEmpty(option: string, text: string): string {
  if (text !== '') return text
  throw new Refusal('OPTION_INVALID', { option, reason: 'it needs a value' })
}
