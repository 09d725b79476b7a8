import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { AgentState } from '../../agent/agent-state.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { Page } from '../../components/page.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { useColumns } from './columns.tsx'
import { NoCertificates } from './no-certificates.tsx'

const open = ({ id }: Certificate) => {
  window.location.hash = hrefOf('certificates', id)
}

const keyOf = ({ id }: Certificate) => id

/** Every certificate of this device. */
export function CertificatesScreen({ state }: { state: AgentState }) {
  const columns = useColumns()
  return (
    <Page title={texts.certificates.heading}>
      <DataTable
        label={texts.certificates.heading}
        rows={state.certificates}
        rowKey={keyOf}
        columns={columns}
        initially={{ column: 'state', direction: 'ascending' }}
        open={open}
        empty={<NoCertificates />}
      />
    </Page>
  )
}
