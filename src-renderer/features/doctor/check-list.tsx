import { Body1Strong, makeStyles } from '@fluentui/react-components'
import type { CheckGroup, CheckHead, Finding } from '@mylzip/shared/operations/doctor.ts'
import { type ReactNode, useId } from 'react'
import { FoldedSection } from '../../components/folded-section.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'
import { CheckLine } from './check-line.tsx'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column' },
  heading: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
})

interface ListProps {
  checks: readonly CheckHead[]
  findings: ReadonlyMap<string, Finding>
}

/** What asks for somebody's attention first, then all of it by groups, what nothing here needs at the end. */
export function CheckLists({ checks, findings }: ListProps) {
  const styles = useStyles()
  const say = texts.doctor
  const statusOf = ({ id }: CheckHead) => findings.get(id)?.status
  const problems = checks.filter((check) => ['failed', 'warning'].includes(statusOf(check) ?? ''))
  const leftOut = checks.filter((check) => statusOf(check) === 'skipped')
  const others = checks.filter((check) => !problems.includes(check) && !leftOut.includes(check))
  const list = (some: readonly CheckHead[], label: string) => (
    <ul className={styles.list} aria-label={label}>
      {some.map((check) => (
        <CheckLine key={check.id} check={check} finding={findings.get(check.id)} />
      ))}
    </ul>
  )
  return (
    <>
      {problems.length > 0 && <Section heading={say.problems}>{list(problems, say.problems)}</Section>}
      {others.length > 0 && (
        <Section heading={problems.length > 0 ? say.others : say.everything}>
          {groupsOf(others).map((group) => (
            <Group key={group} heading={wordOf(say.group, group)}>
              {list(
                others.filter((check) => check.group === group),
                wordOf(say.group, group),
              )}
            </Group>
          ))}
        </Section>
      )}
      {leftOut.length > 0 && (
        <FoldedSection heading={say.leftOut(leftOut.length)}>{list(leftOut, say.leftOut(leftOut.length))}</FoldedSection>
      )}
    </>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  const styles = useStyles()
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <Body1Strong as="h3" id={id} className={styles.heading}>
        {heading}
      </Body1Strong>
      {children}
    </section>
  )
}

/** In the order in which they first come. */
function groupsOf(checks: readonly CheckHead[]): CheckGroup[] {
  return [...new Set(checks.map(({ group }) => group))]
}
