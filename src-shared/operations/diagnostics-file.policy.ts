import { counted } from '../domain/counted.policy.ts'
import type { Diagnostics, DiagnosticsPart, DiagnosticsPartName } from './diagnostics.ts'

const titles: Readonly<Record<DiagnosticsPartName, string>> = {
  about: 'This program and this machine',
  device: 'This device',
  certificates: 'Certificates, without their keys',
  failures: 'Failures on record',
  runs: 'The last renewals',
  doctor: 'What the network doctor found',
  settings: 'Settings',
  policy: 'What the organisation has set',
  database: 'The database',
  audit: 'The end of the audit log',
  log: 'The end of the program’s own log',
}

const neverInIt = [
  'private keys, and whatever opens them',
  'passwords, tokens, and what programs prove themselves with',
  'user names and passwords of proxies',
  'arguments of scripts that are told of certificates',
]

/** The whole of it as one text for people and programs: what is in it and what is not, then each part under its number. */
export function diagnosticsFile({ madeAt, version, parts }: Diagnostics): string {
  return [
    `Diagnostics of MyL.Zip SSL ${version}, made at ${madeAt} (UTC).`,
    '',
    'Contents',
    ...parts.map(({ part }, index) => `  ${heading(index, part)}`),
    '',
    'What is left out of it, and what is redacted',
    ...neverInIt.map((what) => `  - Never in it: ${what}.`),
    ...parts.flatMap(manifestLines),
    '',
    'Names of this device and of its certificates, folders, and addresses in its network are in it, because they are needed to help.',
    ...parts.flatMap(({ part, content, missing }, index) => ['', `=== ${heading(index, part)}`, '', missing ?? content]),
    '',
  ].join('\n')
}

function heading(index: number, part: DiagnosticsPartName): string {
  return `${index + 1}. ${titles[part]}`
}

function manifestLines({ part, redacted, missing }: DiagnosticsPart): string[] {
  if (missing !== null) return [`  - ${titles[part]}: not in it. ${missing}`]
  return redacted === 0 ? [] : [`  - ${titles[part]}: ${counted(redacted, 'value is', 'values are')} redacted.`]
}
