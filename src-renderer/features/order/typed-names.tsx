import { Body1, Caption1, Caption1Strong, Link, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useId } from 'react'
import { HostName } from '../../components/host-name.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import type { TypedName } from './typed-names.policy.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: tokens.spacingHorizontalS },
  mark: { display: 'inline-flex', alignSelf: 'center', fontSize: tokens.fontSizeBase400 },
  well: { color: tokens.colorStatusSuccessForeground1 },
  wrong: { color: tokens.colorStatusDangerForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** How what was typed is understood, each name with a mark. */
export function TypedNames({ names, managed }: { names: readonly TypedName[]; managed: Certificate | undefined }) {
  const styles = useStyles()
  const id = useId()
  const say = texts.order
  if (names.length === 0) return undefined
  return (
    <div className={styles.part}>
      <Caption1Strong id={id}>{say.namesRead}</Caption1Strong>
      <ul className={styles.list} aria-labelledby={id}>
        {names.map(({ name, kind, fault }, index) => (
          <li key={name} className={styles.line}>
            <span className={styles.mark}>
              {fault === undefined ? (
                <CheckmarkCircleFilled className={styles.well} title={say.checkStatus.ok} />
              ) : (
                <DismissCircleFilled className={styles.wrong} title={say.checkStatus.failed} />
              )}
            </span>
            <Body1>
              <HostName name={name} />
            </Body1>
            {fault === 'managed' && managed && (
              <Link href={hrefOf('certificates', managed.id)} data-keeps="">
                {say.see}
              </Link>
            )}
            {fault === undefined && <Caption1 className={styles.soft}>{remark(kind, index, names.length)}</Caption1>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function remark(kind: TypedName['kind'], index: number, count: number): string {
  const say = texts.order
  if (kind === 'wildcard') return say.wildcard
  if (kind === 'address') return say.address
  return index === 0 && count > 1 ? say.knownBy : ''
}
