import { basename, dirname } from 'node:path'
import { healthWords } from '@mylzip/shared/domain/health.policy.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, CertificateVersion, Device, Failure } from '@mylzip/shared/operations/values.ts'
import { dayText, momentText } from './dates.policy.ts'

export interface Summary {
  certificate: Certificate
  device: Device
  /** How long the main job took. */
  seconds: number
  practice: boolean
}

type Row = [name: string, value: string]

/** What a person reads when all is done: the name, until when, what happens next, where things lie. */
export function summaryLines({ certificate, device, seconds, practice }: Summary): string[] {
  const version = certificate.current
  if (!version) return withoutCertificate(certificate.failure)
  const rows: Row[] = [
    ['Safe until', dayText(fromTimestamp(version.notAfter))],
    ['Renews', certificate.renewal ? `by itself, around ${dayText(fromTimestamp(certificate.renewal.at))}` : 'by itself'],
    ['Device page', device.devicePage?.url ?? 'not open'],
    ...places(version.store),
  ]
  return [
    '',
    `${healthWords[certificate.health]}: ${device.name} (${seconds.toFixed(1)} s)`,
    ...rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`),
    ...(practice ? ['', 'This is practice: only this program trusts the authority that issued the certificate.'] : []),
  ]
}

/** Also when nothing is known to have failed there is something to wait for. */
function withoutCertificate(failure: Failure | null): string[] {
  if (!failure) return ['', 'No certificate yet. It is ordered by itself.']
  const again = failure.nextAttemptAt === null ? '' : ` We try again at ${momentText(fromTimestamp(failure.nextAttemptAt))}.`
  return ['', `No certificate yet: ${failure.sentence}${again}`]
}

/** Where key and chain lie. One folder is named once: with two names after it, its path would fill three lines. */
function places(store: CertificateVersion['store']): Row[] {
  if (!store) return []
  const { location, keyLocation } = store
  const whose = '(made here, readable by you alone)'
  const folder = dirname(location)
  if (folder === '.' || folder !== dirname(keyLocation))
    return [
      ['Certificate', location],
      ['Private key', `${keyLocation} ${whose}`],
    ]
  return [
    ['Certificate', basename(location)],
    ['Private key', `${basename(keyLocation)} ${whose}`],
    ['Both lie in', folder],
  ]
}
