import { Body1, Body1Strong, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components'
import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Adoptable, TakenOver } from '@mylzip/shared/operations/adoption.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { HostName } from '../../components/host-name.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { Note } from '../../components/note.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { TakeOverForm } from './take-over-form.tsx'
import { TakenNote } from './taken-note.tsx'
import { isUnlockable } from './unlockable.policy.ts'

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBlock: tokens.spacingVerticalM,
    '&:not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface AdoptableCardProps {
  adoptable: Adoptable
  otherFolders: readonly string[]
  /** What came of it, where it was taken over just now. */
  taken: TakenOver | undefined
  took: (result: TakenOver) => void
}

/** A certificate of another program: what it is, what will become of it, and the button; or what keeps it from being taken over. */
export function AdoptableCard({ adoptable, otherFolders, taken, took }: AdoptableCardProps) {
  const styles = useStyles()
  const say = texts.adoption
  const { managedAs, names, obstacle, label } = adoptable
  const [name = label || say.unknownName] = names
  return (
    <li className={styles.card}>
      <div>
        <Body1Strong>
          <HostName name={name} />
        </Body1Strong>{' '}
        {names.length > 1 && <Caption1 className={styles.soft}>{names.slice(1).join(', ')}</Caption1>}
      </div>
      <Facts facts={factsOf(adoptable)} />
      {taken !== undefined && <TakenNote name={name} taken={taken} />}
      {taken === undefined && managedAs !== null && (
        <Body1>
          {say.managed} <Link href={hrefOf('certificates', managedAs)}>{say.see}</Link>
        </Body1>
      )}
      {managedAs === null && taken === undefined && obstacle !== null && (
        <Note intent={isUnlockable(obstacle) ? 'info' : 'warning'} {...(isUnlockable(obstacle) ? {} : { title: say.cannot })}>
          <RefusalWords of={obstacle} /> <Caption1>{texts.code(obstacle.code)}</Caption1>
        </Note>
      )}
      {managedAs === null && taken === undefined && (obstacle === null || isUnlockable(obstacle)) && (
        <TakeOverForm adoptable={adoptable} name={name} otherFolders={otherFolders} took={took} />
      )}
    </li>
  )
}

/** What it is, and what will be from now on. */
function factsOf({ deployHints, directory, folder, issuer, notAfter, proof, way }: Adoptable): Fact[] {
  const say = texts.adoption
  const proven = proof === null ? say.wayBefore(way ?? '?') : wordOf(say.ways, proof.via)
  return [
    ...(issuer === null ? [] : [{ term: say.issuer, value: issuer }]),
    ...(notAfter === null ? [] : [{ term: say.validUntil, value: <ExactMoment at={notAfter} /> }]),
    { term: say.renewedAt, value: directory === null ? say.renewedUsual : authorityLabel(directory) },
    { term: say.proven, value: proven },
    { term: say.kept, value: folder, copy: folder, code: true },
    ...(deployHints.length === 0 ? [] : [{ term: say.usedBy, value: deployHints.join(', ') }]),
  ]
}
