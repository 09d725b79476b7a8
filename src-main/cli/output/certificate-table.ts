import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { dayOf } from './dates.policy.ts'
import type { Paint } from './paint.policy.ts'
import { stateWord } from './state-words.policy.ts'
import { tableLines } from './table.policy.ts'

/** One line a certificate. */
export function certificateTable(certificates: readonly Certificate[], paint: Paint, width: number | undefined, alone: boolean): string[] {
  const rows = certificates.map((certificate) => {
    const { names, health, current, renewal, keyType } = certificate
    return [
      names.length > 1 ? `${names[0]} +${names.length - 1}` : (names[0] ?? ''),
      { text: stateWord(certificate, alone), painted: (text: string) => paint.health(health, text) },
      current ? dayOf(current.notAfter) : 'not yet',
      renewal ? dayOf(renewal.at) : 'by itself',
      keyType,
    ]
  })
  return tableLines(['Certificate', 'State', 'Safe until', 'Renews', 'Key'], rows, width)
}
