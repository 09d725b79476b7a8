import { Button, Caption1, Field, makeStyles, Select, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useState } from 'react'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { texts } from '../../texts/texts.ts'
import { DnsServerForm } from './dns-server-form.tsx'

const useStyles = makeStyles({ part: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM } })

const listServers = (client: AgentClient) => client.proofs.listDnsServers()

/** Which of the servers whose key this device keeps, or another one that is set up here. */
export function DnsServerChoice({ chosen, choose }: { chosen: string; choose: (server: string) => void }) {
  const styles = useStyles()
  const say = texts.order
  const { value: servers, failure, again } = useReading(listServers, 'servers')
  const [adding, setAdding] = useState(false)
  const added = (server: string) => {
    choose(server)
    setAdding(false)
    again()
  }
  return (
    <div className={styles.part}>
      <CallFailureNote title={say.serversFailed} failure={failure} />
      {servers?.length === 0 && <Caption1>{say.serverNone}</Caption1>}
      {servers !== undefined && servers.length > 0 && (
        <Field label={say.server} required>
          <Select value={chosen} onChange={(_, { value }) => choose(value)}>
            <option value="" />
            {servers.map(({ server }) => (
              <option key={server}>{server}</option>
            ))}
          </Select>
        </Field>
      )}
      {adding ? <DnsServerForm added={added} /> : servers !== undefined && <Button onClick={() => setAdding(true)}>{say.serverAdd}</Button>}
    </div>
  )
}
