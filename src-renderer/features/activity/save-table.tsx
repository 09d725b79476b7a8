import { Button, Spinner } from '@fluentui/react-components'
import { TableSimpleRegular } from '@fluentui/react-icons/svg/table-simple'
import type { AuditFilter } from '@mylzip/shared/operations/audit.ts'
import { auditCsv } from '@mylzip/shared/operations/audit-csv.policy.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { saveFile } from '../../components/save-file.ts'
import { texts } from '../../texts/texts.ts'

const pageSize = 200

async function readAll(client: AgentClient, filter: AuditFilter): Promise<Activity[]> {
  const all: Activity[] = []
  for (let more = true; more; ) {
    const before = all.at(-1)?.seq
    const page = await client.audit.list({ ...filter, ...(before !== undefined && { before }), limit: pageSize })
    all.push(...page.entries)
    more = page.more
  }
  return all
}

const save = (entries: Activity[]) => saveFile({ name: 'mylzip-activity.csv', text: auditCsv(entries), type: 'text/csv;charset=utf-8' })

/** What is shown, with all that is older, as a table for spreadsheets. */
export function SaveTable({ filter }: { filter: AuditFilter }) {
  const call = useCall(readAll, save)
  const live = useAgentView().connection.phase === 'live'
  return (
    <>
      <Button
        size="small"
        icon={call.running ? <Spinner size="tiny" /> : <TableSimpleRegular />}
        disabledFocusable={call.running || !live}
        onClick={() => call.run(filter)}
      >
        {texts.activity.saveTable}
      </Button>
      <CallFailureNote title={texts.activity.notSaved} failure={call.failure} />
    </>
  )
}
