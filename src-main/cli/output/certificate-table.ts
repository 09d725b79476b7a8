import { healthWords } from '@mylzip/shared/domain/health.policy.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { dayOf } from './dates.policy.ts'
import type { Paint } from './paint.policy.ts'
import { tableLines } from './table.policy.ts'

/** One line a certificate. */
export function certificateTable(certificates: readonly Certificate[], paint: Paint, width: number | undefined): string[] {
  const rows = certificates.map(({ names, health, current, renewal, keyType }) => [
    names.length > 1 ? `${names[0]} +${names.length - 1}` : (names[0] ?? ''),
    { text: healthWords[health], painted: (text: string) => paint.health(health, text) },
    current ? dayOf(current.notAfter) : 'not yet',
    renewal ? dayOf(renewal.at) : 'by itself',
    keyType,
  ])
  return tableLines(['Certificate', 'State', 'Safe until', 'Renews', 'Key'], rows, width)
}
