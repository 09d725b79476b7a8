import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateUse } from '@mylzip/shared/operations/consumers.ts'
import { useDates } from '../../components/clock.tsx'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { FoldedSection } from '../../components/folded-section.tsx'
import { programSaid } from '../../texts/agent-voice.ts'
import type { Dates } from '../../texts/dates.ts'
import { texts } from '../../texts/texts.ts'
import { lookOf, looksInOrder } from './line-look.policy.ts'
import { LookWord } from './look-word.tsx'
import { keyOf } from './use-map.policy.ts'

/** The same facts for those who would rather sort, search and copy them than look at lines. */
export function UseTable({ uses }: { uses: readonly CertificateUse[] }) {
  const say = texts.useMap.table
  const dates = useDates()
  return (
    <FoldedSection heading={say.heading}>
      <DataTable
        label={say.label}
        rows={uses}
        rowKey={keyOf}
        columns={columnsFor(dates)}
        initially={{ column: 'standing', direction: 'ascending' }}
        empty={undefined}
      />
    </FoldedSection>
  )
}

function columnsFor(dates: Dates): Column<CertificateUse>[] {
  const say = texts.useMap.table
  return [
    {
      id: 'standing',
      heading: say.standing,
      text: (use) => texts.useMap.looks[lookOf(use)].word,
      order: (use) => looksInOrder.indexOf(lookOf(use)),
      cell: (use) => <LookWord look={lookOf(use)} />,
      width: 'medium',
      speaksForItself: true,
    },
    { id: 'program', heading: say.program, text: ({ program }) => programSaid(program.label), width: 'large', speaksForItself: true },
    {
      id: 'certificate',
      heading: say.certificate,
      text: ({ certificate, subject, thumbprint }) =>
        certificate === null ? (subject ?? thumbprint) : `${certificate.name}, ${texts.useMap.version(certificate.version)}`,
      width: 'large',
    },
    { id: 'address', heading: say.address, text: ({ address }) => address ?? '', width: 'medium' },
    {
      id: 'ends',
      heading: say.ends,
      text: ({ notAfter }) => (notAfter === null ? '' : dates.exact(fromTimestamp(notAfter))),
      order: ({ notAfter }) => (notAfter === null ? undefined : fromTimestamp(notAfter)),
      width: 'medium',
    },
  ]
}
