import type { Certificate, Device } from '@mylzip/shared/operations/values.ts'

export interface Summary {
  certificate: Certificate
  device: Device
  seconds: number
  practice: boolean
}

/** What a person reads when all is done: the name, until when, what happens next, where things lie. */
export function summaryLines({ certificate, device, seconds, practice }: Summary, locale?: string): string[] {
  const date = (timestamp: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(timestamp))
  const version = certificate.current
  if (!version) return []
  const rows: [string, string][] = [
    ['Safe until', date(version.notAfter)],
    ['Renews', certificate.renewal ? `by itself, around ${date(certificate.renewal.at)}` : 'by itself'],
    ['Certificate', version.store?.location ?? ''],
    ['Private key', `${version.store?.keyLocation ?? ''} (it never leaves this device)`],
    ['Device page', device.devicePage?.url ?? ''],
  ]
  const lines = ['', `Protected: ${device.name} (${seconds.toFixed(1)} s)`, ...rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`)]
  if (practice)
    lines.push('', 'This is practice: the certificate is real in form, but no browser outside this program trusts its authority.')
  return lines
}
