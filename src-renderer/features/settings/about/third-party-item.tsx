import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up'
import { useState } from 'react'
import { texts } from '../../../texts/texts.ts'
import type { ThirdParty } from './third-party.ts'

const useStyles = makeStyles({
  item: {
    paddingBlock: tokens.spacingVerticalXS,
    '&:not(:first-child)': { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  soft: { color: tokens.colorNeutralForeground2 },
  // As its authors have laid it out, and no wider than there is room for.
  text: {
    margin: 0,
    paddingBlock: tokens.spacingVerticalS,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** One work of others; its licence is folded under it. */
export function ThirdPartyItem({ of: { licence, name, text, version } }: { of: ThirdParty }) {
  const styles = useStyles()
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <div className={styles.words}>
          <Body1>{name}</Body1>
          <Caption1 className={styles.soft}>
            {version} · {licence}
          </Caption1>
        </div>
        <Button
          appearance="subtle"
          icon={isOpen ? <ChevronUpRegular /> : <ChevronDownRegular />}
          aria-label={texts.thirdParty.licenceOf(name)}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {/* Licences are in English, whatever is spoken. */}
      {isOpen && (
        <pre className={styles.text} lang="en">
          {text}
        </pre>
      )}
    </li>
  )
}
