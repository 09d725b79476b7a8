import { Body1, Body1Strong, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { BuildingRegular } from '@fluentui/react-icons/svg/building'
import { type ReactNode, useId } from 'react'
import type { CallFailure } from '../agent/failures.ts'
import { texts } from '../texts/texts.ts'
import { CallFailureNote } from './call-failure-note.tsx'
import { spaces } from './layout.ts'

const useStyles = makeStyles({
  setting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  control: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, marginInlineStart: 'auto' },
  words: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    flexGrow: 1,
    flexBasis: 0,
    minWidth: `min(100%, ${spaces(8)})`,
  },
  soft: { color: tokens.colorNeutralForeground2 },
  organisation: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground2 },
})

/** What a control is called and explained by. */
export interface Described {
  'aria-labelledby': string
  'aria-describedby': string
}

export interface SettingRowProps {
  title: string
  explanation?: ReactNode
  /** What it costs or opens, which a person must know before they agree. */
  consequence?: string
  /** What it is set to by somebody else; then there is nothing to change here. */
  byOrganisation?: boolean
  control?: (described: Described) => ReactNode
  /** Of this setting alone. */
  failure?: CallFailure | undefined
  children?: ReactNode
}

/** One setting: what it is, a line of explanation, its control at the end of the line, and why it was not changed below it. */
export function SettingRow({ title, explanation, consequence, byOrganisation, control, failure, children }: SettingRowProps) {
  const styles = useStyles()
  const titleId = useId()
  const whyId = useId()
  return (
    <div className={styles.setting}>
      <div className={styles.row}>
        <div className={styles.words}>
          <Body1Strong id={titleId}>{title}</Body1Strong>
          <div id={whyId} className={styles.words}>
            {explanation !== undefined && <Body1>{explanation}</Body1>}
            {consequence !== undefined && <Caption1 className={styles.soft}>{consequence}</Caption1>}
            {byOrganisation && (
              <Caption1 className={styles.organisation}>
                <BuildingRegular /> {texts.setting.byOrganisation}
              </Caption1>
            )}
          </div>
        </div>
        {control && <div className={styles.control}>{control({ 'aria-labelledby': titleId, 'aria-describedby': whyId })}</div>}
      </div>
      <CallFailureNote title={texts.setting.notSaved} failure={failure} />
      {children}
    </div>
  )
}
