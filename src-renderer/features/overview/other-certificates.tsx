import { Body1, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { HealthMark } from '../../components/health-mark.tsx'
import { HostName } from '../../components/host-name.tsx'
import { hrefOf } from '../../components/routes.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { inNeed } from './first-of-all.policy.ts'

const useStyles = makeStyles({
  sentence: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** As many as a person takes in; the rest stands on the screen of all certificates. */
const shown = 5

/** What else is managed here: whether all of it is well, and what is not. */
export function OtherCertificates({ certificates }: { certificates: readonly Certificate[] }) {
  const styles = useStyles()
  const say = texts.overview.others
  if (certificates.length === 0) return undefined
  const needy = inNeed(certificates)
  return (
    <Section heading={say.heading} action={<Link href={hrefOf('certificates')}>{say.all}</Link>}>
      <Body1 as="p" className={styles.sentence}>
        {needy.length === 0 ? say.well(certificates.length) : say.inNeed(needy.length, certificates.length)}
      </Body1>
      {needy.length > 0 && (
        <ul className={styles.list}>
          {needy.slice(0, shown).map(({ id, names, health }) => (
            <li key={id} className={styles.line}>
              <HealthMark health={health} size="small" />
              <div className={styles.words}>
                <Link href={hrefOf('certificates', id)}>
                  <HostName name={names[0] ?? ''} />
                </Link>
                <Caption1 className={styles.soft}>{wordOf(texts.health, health)}</Caption1>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
