import { Body1, Button, Caption1, Field, Input, Link, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components'
import { directoryNamed, knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import { directoryAt } from '@mylzip/shared/domain/directory-address.policy.ts'
import type { Authority, AuthorityChoice, AuthorityLook } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type FormEvent, useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useCall } from '../../../agent/use-call.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { spaces } from '../../../components/layout.ts'
import { Note } from '../../../components/note.tsx'
import { SettingRow } from '../../../components/setting-row.tsx'
import { texts } from '../../../texts/texts.ts'
import { choiceOf } from './order.policy.ts'
import { TrustFileButton } from './trust-file-button.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, flexBasis: spaces(7), minWidth: 0 },
  untrusted: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  found: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
})

const look = (client: AgentClient, directory: string) => client.authorities.look({ directory })
const trust = (client: AgentClient, given: { directory: string; roots: string }) => client.authorities.trust(given)
const setOrder = (client: AgentClient, authorities: AuthorityChoice[]) => client.authorities.setOrder({ authorities })

interface AddAuthorityProps {
  order: readonly Authority[]
  changed: () => void
}

/** Another authority for the order: it is asked what it offers first, and joins the order when the person wants it. */
export function AddAuthority({ order, changed }: AddAuthorityProps) {
  const styles = useStyles()
  const say = texts.authorities
  const [address, setAddress] = useState('')
  const [asked, setAsked] = useState<string>()
  const [given, setGiven] = useState<string>()
  const looking = useCall(look)
  const lookAt = (wanted: string) => {
    setAsked(wanted)
    looking.run(wanted)
  }
  const trusting = useCall(trust, (trusted) => {
    lookAt(trusted.directory)
    changed()
  })
  const trustIt = (wanted: string, roots: string) => {
    setGiven(wanted)
    trusting.run({ directory: wanted, roots })
  }
  const adding = useCall(setOrder, () => {
    setAddress('')
    changed()
  })
  const live = useAgentView().connection.phase === 'live'
  const directory = directoryIn(address)
  // What came of one address is never told of another that was typed since: a root would be trusted for the wrong authority.
  const failure = asked === directory ? looking.failure : undefined
  const untrusted = given === directory ? trusting.failure : undefined
  const busy = looking.running || trusting.running
  const found = looking.result?.authority.directory === directory ? looking.result : undefined
  const isThere = order.some((each) => each.directory === directory)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (directory !== undefined && live && !isThere && !busy) lookAt(directory)
  }
  const objection = address.trim() !== '' && directory === undefined ? say.noAddress : isThere ? say.thereAlready : undefined
  return (
    <SettingRow title={say.add} explanation={say.addWhy}>
      <form className={styles.form} onSubmit={submit}>
        <Field label={say.known} className={styles.field}>
          <Select
            value={knownAuthorities.find((known) => known.directory === directory)?.name ?? ''}
            onChange={(_, { value }) => setAddress(directoryNamed(value))}
          >
            <option value="">{say.another}</option>
            {knownAuthorities.map(({ label, name }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={say.address}
          className={styles.field}
          {...(objection === undefined ? {} : { validationState: 'warning', validationMessage: objection })}
        >
          <Input type="url" value={address} onChange={(_, { value }) => setAddress(value)} autoComplete="off" spellCheck={false} />
        </Field>
        <Button
          type="submit"
          disabledFocusable={directory === undefined || isThere || busy || !live}
          icon={looking.running ? <Spinner size="tiny" /> : null}
        >
          {say.look}
        </Button>
      </form>
      <CallFailureNote title={say.notFound} failure={failure} />
      {failure?.code === 'ACME_TLS_UNTRUSTED' && directory !== undefined && (
        <div className={styles.untrusted}>
          <Body1>{say.untrusted}</Body1>
          <TrustFileButton words={say.trust} disabled={trusting.running || !live} give={(roots) => trustIt(directory, roots)} />
          <CallFailureNote title={texts.setting.notSaved} failure={untrusted} />
        </div>
      )}
      {found !== undefined && !isThere && (
        <Note
          intent="success"
          title={say.found(found.authority.label)}
          actions={
            <Button
              disabledFocusable={adding.running || !live}
              onClick={() => adding.run([...order.map(choiceOf), choiceOf(found.authority)])}
            >
              {say.addIt}
            </Button>
          }
        >
          <Offers offers={found} />
        </Note>
      )}
      <CallFailureNote title={texts.setting.notSaved} failure={adding.failure} />
    </SettingRow>
  )
}

/** An address that an authority can have, in the spelling it is kept under. */
function directoryIn(text: string): string | undefined {
  const href = URL.parse(directoryNamed(text.trim()))?.href
  return href !== undefined && /^https?:/.test(href) ? directoryAt(href) : undefined
}

function Offers({ offers: { needsBinding, profiles, termsOfService } }: { offers: AuthorityLook }) {
  const styles = useStyles()
  const say = texts.authorities
  return (
    <div className={styles.found}>
      <Body1>{needsBinding ? say.offersBinding : say.offersFree}</Body1>
      {profiles.length > 0 && <Caption1>{say.profiles(profiles.map(({ name }) => name).join(', '))}</Caption1>}
      {termsOfService !== null && (
        <Link href={termsOfService} target="_blank" rel="noreferrer" inline>
          {say.terms}
        </Link>
      )}
    </div>
  )
}
