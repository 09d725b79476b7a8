import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { AgentState } from '../../agent/agent-state.ts'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { Note } from '../../components/note.tsx'
import { Page } from '../../components/page.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { useColumns } from './columns.tsx'
import { NoCertificates } from './no-certificates.tsx'
import { CertificatePanel } from './panel/certificate-panel.tsx'
import { WaysIn } from './ways-in.tsx'

const go = (...rest: string[]) => {
  window.location.hash = hrefOf('certificates', ...rest)
}
const open = ({ id }: Certificate) => go(id)
const close = () => go()
const keyOf = ({ id }: Certificate) => id
const listUses = (client: AgentClient) => client.consumers.list({})

const useStyles = makeStyles({ ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM } })

/** Every certificate of this device; "#/certificates/<id>" opens one beside the table. */
export function CertificatesScreen({ state, rest: [wanted] }: { state: AgentState; rest: readonly string[] }) {
  const styles = useStyles()
  const { certificates } = state
  const uses = useReading(listUses, certificates.map(({ current }) => current?.thumbprint).join())
  const columns = useColumns(uses.value?.uses ?? [])
  const opened = certificates.find(({ id }) => id === wanted)
  return (
    <Page title={texts.certificates.heading}>
      <div className={styles.ways}>
        {certificates.length > 0 && (
          <Button as="a" href={hrefOf('certificates', 'new')} appearance="primary" icon={<AddRegular />}>
            {texts.certificates.order}
          </Button>
        )}
        <Button as="a" href={hrefOf('certificates', 'adopt')}>
          {texts.adoption.heading}
        </Button>
      </div>
      {wanted !== undefined && opened === undefined && (
        <Note intent="info">
          <Body1>{texts.certificates.gone}</Body1>
        </Note>
      )}
      <CallFailureNote title={texts.certificates.usesUnread} failure={uses.failure} />
      <DataTable
        label={texts.certificates.heading}
        rows={certificates}
        rowKey={keyOf}
        columns={columns}
        initially={{ column: 'state', direction: 'ascending' }}
        open={open}
        empty={<NoCertificates />}
        actions={<WaysIn size="small" />}
      />
      {opened !== undefined && <CertificatePanel key={opened.id} certificate={opened} state={state} close={close} />}
    </Page>
  )
}
