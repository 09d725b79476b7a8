import { Body1, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { adoptionSourceNames } from '@mylzip/shared/domain/adoption-sources.ts'
import type { TakenOver } from '@mylzip/shared/operations/adoption.ts'
import { useState } from 'react'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { Page } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { AdoptableCard } from './adoptable-card.tsx'
import { FurtherFolders } from './further-folders.tsx'
import { NothingFound } from './nothing-found.tsx'
import { Problems } from './problems.tsx'
import { keyOf, useScan } from './use-scan.ts'

const useStyles = makeStyles({
  why: { maxWidth: '60em', margin: 0 },
  again: { alignSelf: 'start' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

/** Certificates that other programs keep, by program; each is taken over by one button. */
export function AdoptionScreen() {
  const styles = useStyles()
  const say = texts.adoption
  const [folders, setFolders] = useState<readonly string[]>([])
  const [taken, setTaken] = useState<Readonly<Record<string, TakenOver>>>({})
  const { value: findings, reading, failure, again } = useScan(folders)
  const sources = [...new Set(findings?.certificates.map(({ source }) => source))]
  return (
    <Page title={say.heading}>
      <Body1 as="p" className={styles.why}>
        {say.why}
      </Body1>
      <Button
        className={styles.again}
        icon={reading ? <Spinner size="tiny" /> : <ArrowSyncRegular />}
        disabledFocusable={reading}
        onClick={again}
      >
        {reading ? say.looking : say.lookAgain}
      </Button>
      <CallFailureNote title={say.scanFailed} failure={failure} />
      {findings === undefined && reading && <LoadingLines label={say.looking} />}
      {findings?.certificates.length === 0 && <NothingFound places={findings.usualPlaces} />}
      {sources.map((source) => (
        <Section key={source} heading={adoptionSourceNames[source]}>
          <ul className={styles.list} aria-label={adoptionSourceNames[source]}>
            {findings?.certificates
              .filter((each) => each.source === source)
              .map((adoptable) => (
                <AdoptableCard
                  key={keyOf(adoptable)}
                  adoptable={adoptable}
                  otherFolders={folders.filter((folder) => folder !== adoptable.folder)}
                  taken={taken[keyOf(adoptable)]}
                  took={(result) => {
                    setTaken((before) => ({ ...before, [keyOf(adoptable)]: result }))
                    again()
                  }}
                />
              ))}
          </ul>
        </Section>
      ))}
      {findings !== undefined && <Problems problems={findings.problems} />}
      {findings !== undefined && <FurtherFolders folders={folders} change={setFolders} />}
    </Page>
  )
}
