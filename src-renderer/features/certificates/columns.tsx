import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateUse } from '@mylzip/shared/operations/consumers.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import type { Column } from '../../components/data-table/column.ts'
import { programSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { commonNameOf, endOf, programsOf, urgencyOf } from './certificate-row.policy.ts'
import { CertificateState } from './certificate-state.tsx'

/** What the table says of each certificate. */
export function useColumns(uses: readonly CertificateUse[]): readonly Column<Certificate>[] {
  const dates = useDates()
  const now = useNow()
  const say = texts.certificates
  return [
    {
      id: 'state',
      heading: say.column.state,
      text: ({ health }) => wordOf(texts.health, health),
      order: urgencyOf,
      cell: ({ health }) => <CertificateState health={health} />,
      speaksForItself: true,
    },
    { id: 'names', heading: say.column.names, text: ({ names }) => names.join(', '), width: 'large', speaksForItself: true },
    { id: 'issuer', heading: say.column.issuer, text: ({ current }) => (current === null ? '–' : commonNameOf(current.issuer)) },
    {
      id: 'end',
      heading: say.column.validUntil,
      text: ({ current }) => (current === null ? say.notIssued : dates.day(fromTimestamp(current.notAfter), now)),
      order: endOf,
    },
    { id: 'used-by', heading: say.column.usedBy, text: (certificate) => programsOf(certificate, uses).map(programSaid).join(', ') || '–' },
  ]
}
