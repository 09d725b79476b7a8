import { Button, Field, Input, makeStyles, Spinner, Textarea, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type KeyboardEvent, useState } from 'react'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, alignSelf: 'stretch' },
  keep: { alignSelf: 'start' },
})

const addServer = (client: AgentClient, input: { server: string; key: string }) => client.proofs.addDnsServer(input)

/** A customer's DNS server with its key, which is sealed by the agent and comes back to nobody. It lies inside another form, and is none itself. */
export function DnsServerForm({ added }: { added: (server: string) => void }) {
  const styles = useStyles()
  const say = texts.order
  const [address, setAddress] = useState('')
  const [key, setKey] = useState('')
  const call = useCall(addServer, ({ server }) => added(server))
  const isReady = address.trim() !== '' && key.trim() !== '' && !call.running
  const keep = () => isReady && call.run({ server: address.trim(), key })
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    keep()
  }
  return (
    <div className={styles.form}>
      <Field label={say.serverAddress} required hint={say.serverAddressHint}>
        <Input value={address} onChange={(_, { value }) => setAddress(value)} onKeyDown={onEnter} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={say.serverKey} required hint={say.serverKeyHint}>
        <Textarea value={key} onChange={(_, { value }) => setKey(value)} autoComplete="off" spellCheck={false} />
      </Field>
      <Button className={styles.keep} icon={call.running ? <Spinner size="tiny" /> : null} disabledFocusable={!isReady} onClick={keep}>
        {say.serverKeep}
      </Button>
      <CallFailureNote title={say.serverFailed} failure={call.failure} />
    </div>
  )
}
