import { Button } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCallback } from 'react'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { Note } from '../../components/note.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { SetChoice } from './set-choice.tsx'

interface AuthorityOffersProps {
  directory: string
  profile: string | undefined
  /** The profile that the organisation has set. */
  set: string | undefined
  choose: (profile: string | undefined) => void
}

/** What the authority says it offers, asked while the person reads: profiles, and whether it wants an account made beforehand. */
export function AuthorityOffers({ directory, profile, set, choose }: AuthorityOffersProps) {
  const say = texts.order
  const ask = useCallback((client: AgentClient) => client.authorities.look({ directory }), [directory])
  const { value, failure } = useReading(ask, directory)
  const look = value?.authority.directory === directory ? value : undefined
  const isUnbound = look?.needsBinding === true && look.account === null && look.authority.account.bindingKeyId === null
  const offered = look?.profiles.map(({ name, description }) => ({
    value: name,
    words: description === '' ? name : `${name} – ${description}`,
  }))
  const chosen = profile !== undefined && !offered?.some((each) => each.value === profile) ? [{ value: profile, words: profile }] : []
  return (
    <>
      <CallFailureNote title={say.authorityFailed} failure={failure} />
      {isUnbound && (
        <Note
          intent="warning"
          title={say.bindingTitle(look.authority.label)}
          actions={
            <Button as="a" href={hrefOf('settings')} data-keeps="">
              {say.bindingGo}
            </Button>
          }
        >
          {say.binding}
        </Note>
      )}
      {(set !== undefined || chosen.length > 0 || (offered !== undefined && offered.length > 0)) && (
        <SetChoice
          label={say.profile}
          value={profile ?? ''}
          options={[{ value: '', words: say.profileUsual }, ...(offered ?? []), ...chosen]}
          set={set}
          choose={(name) => choose(name === '' ? undefined : name)}
        />
      )}
    </>
  )
}
