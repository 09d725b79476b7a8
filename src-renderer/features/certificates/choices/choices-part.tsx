import { Button } from '@fluentui/react-components'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import type { Certificate, OrganisationChoice } from '@mylzip/shared/operations/values.ts'
import { useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { type Fact, Facts } from '../../../components/facts.tsx'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'
import { Part } from '../panel/part.tsx'
import { ChoicesDialog } from './choices-dialog.tsx'

/** What the next renewal goes by, and what of it the organisation has set. */
export function ChoicesPart({ certificate }: { certificate: Certificate }) {
  const [open, setOpen] = useState(false)
  const live = useAgentView().connection.phase === 'live'
  const change = (
    <Button size="small" icon={<EditRegular />} disabledFocusable={!live} onClick={() => setOpen(true)}>
      {texts.certificates.action.configure}
    </Button>
  )
  return (
    <Part heading={texts.choices.heading} action={change}>
      <Facts facts={factsOf(certificate)} />
      {open && <ChoicesDialog certificate={certificate} close={() => setOpen(false)} />}
    </Part>
  )
}

function factsOf(certificate: Certificate): Fact[] {
  const say = texts.choices
  const { directory, fallbackDirectories, profile, keyType, keyUse, exportable, preferredChain, setByOrganisation } = certificate
  const chosen = (value: string, choice?: OrganisationChoice) =>
    choice !== undefined && setByOrganisation.includes(choice) ? `${value} · ${texts.certificates.setByOrganisation}` : value
  return [
    { term: say.authority, value: chosen([directory, ...fallbackDirectories].join(', '), 'authorities') },
    { term: say.profile, value: chosen(profile ?? say.usualProfile, 'profile') },
    { term: say.keyType, value: chosen(wordOf(texts.keyTypes, keyType), 'keyType') },
    { term: say.keyUse, value: wordOf(say.keyUses, keyUse) },
    { term: say.exportable, value: chosen(exportable ? say.yes : say.no, 'exportable') },
    { term: say.preferredChain, value: preferredChain ?? say.noPreference },
  ]
}
