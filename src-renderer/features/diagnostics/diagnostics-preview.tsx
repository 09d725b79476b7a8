import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Body1,
  Button,
  Caption1,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { SaveRegular } from '@fluentui/react-icons/svg/save'
import type { Diagnostics, DiagnosticsPart } from '@mylzip/shared/operations/diagnostics.ts'
import { diagnosticsFile } from '@mylzip/shared/operations/diagnostics-file.policy.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { spaces } from '../../components/layout.ts'
import { Note } from '../../components/note.tsx'
import { saveFile } from '../../components/save-file.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  preview: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  heading: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: tokens.spacingHorizontalS },
  soft: { color: tokens.colorNeutralForeground2 },
  content: {
    margin: 0,
    maxHeight: spaces(10),
    overflow: 'auto',
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
  },
})

/** Each part as it stands in the file, folded; then what can be done with the whole. */
export function DiagnosticsPreview({ diagnostics }: { diagnostics: Diagnostics }) {
  const styles = useStyles()
  const say = texts.support
  const file = diagnosticsFile(diagnostics)
  const redacted = diagnostics.parts.reduce((sum, part) => sum + part.redacted, 0)
  return (
    <div className={styles.preview}>
      <Note intent="info" title={say.ready}>
        {say.never} {redacted > 0 && say.redacted(redacted)}
      </Note>
      <Accordion collapsible multiple>
        {diagnostics.parts.map((part) => (
          <Part key={part.part} part={part} />
        ))}
      </Accordion>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          icon={<SaveRegular />}
          onClick={() => saveFile({ name: diagnostics.fileName, text: file, type: 'text/plain;charset=utf-8' })}
        >
          {say.save}
        </Button>
        <CopyButton text={file} what={say.heading} label={say.copy} />
      </div>
    </div>
  )
}

function Part({ part: { part, content, redacted, missing } }: { part: DiagnosticsPart }) {
  const styles = useStyles()
  const say = texts.support
  const remark = missing !== null ? say.partMissing : redacted > 0 ? say.partRedacted(redacted) : undefined
  return (
    <AccordionItem value={part}>
      <AccordionHeader as="h3">
        <span className={styles.heading}>
          {say.parts[part]}
          {remark !== undefined && <Caption1 className={styles.soft}>{remark}</Caption1>}
        </span>
      </AccordionHeader>
      <AccordionPanel>
        {missing === null ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by those who scroll with the keyboard
          <section className={styles.content} tabIndex={0} aria-label={say.parts[part]}>
            {content === '' ? say.empty : content}
          </section>
        ) : (
          <Body1>{missing}</Body1>
        )}
      </AccordionPanel>
    </AccordionItem>
  )
}
