import { join } from 'node:path'
import type { StartOptions } from './options.ts'
import type { PracticeStack } from './practice-process.ts'

/** The agent’s command line. What the person named wins over what the practice stack offers. */
export function agentArguments(options: StartOptions, data: string, practice: Omit<PracticeStack, 'process'> | undefined): string[] {
  const caRoot = options.caRoot ?? (options.directory === undefined ? practice?.caRootFile : undefined)
  const values: Record<string, string | undefined> = {
    '--data': join(data, 'agent'),
    '--cloud': options.cloud ?? practice?.cloudUrl,
    '--directory': options.directory ?? practice?.directoryUrl,
    '--ca-root': caRoot,
    '--enrolment-token-file': options.enrolmentTokenFile ?? practice?.enrolmentTokenFile,
    '--port': options.port?.toString(),
    '--key-type': options.keyType,
    '--dns': options.dns,
    '--dns-key-file': options.dnsKeyFile,
    // The practice zone exists on this one server, at a port of its own.
    '--resolver': practice && `127.0.0.1:${practice.dnsPort}`,
  }
  const switches = {
    '--once': options.once,
    '--json': options.json,
    '--dns-persist': options.dnsPersist === true,
    '--no-browser': !options.browser,
    // Of the authority, not of the cloud: another one that was named issues certificates others may well trust.
    '--practice': practice !== undefined && options.directory === undefined,
  }
  return [
    ...Object.entries(values).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ...Object.entries(switches).flatMap(([flag, on]) => (on ? [flag] : [])),
  ]
}
