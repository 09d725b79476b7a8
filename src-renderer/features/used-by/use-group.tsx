import { Accordion, makeStyles, tokens } from '@fluentui/react-components'
import type { ChangePreview } from '@mylzip/shared/operations/consumers.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import { useRef } from 'react'
import { narrow } from '../../components/layout.ts'
import { texts } from '../../texts/texts.ts'
import { CertificateItem } from './certificate-item.tsx'
import { lookOf } from './line-look.policy.ts'
import { ProgramItem } from './program-item.tsx'
import { useAnchors } from './use-anchors.ts'
import { type Line, UseLines } from './use-lines.tsx'
import { keyOf, type UseGroup } from './use-map.policy.ts'

const useStyles = makeStyles({
  group: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  },
  programs: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  certificate: { alignSelf: 'center' },
})

interface GroupProps {
  group: UseGroup
  runs: readonly Run[]
  /** The keys of what is chosen, and unfolded: in any part. */
  open: ReadonlySet<string>
  toggle: (key: string) => void
  shown: ChangePreview | undefined
  show: (preview: ChangePreview | undefined) => void
}

/** One certificate with its programs. Narrow windows, and those who listen, have the same as a list. */
export function UseGroupPart({ group, runs, open, toggle, shown, show }: GroupProps) {
  const styles = useStyles()
  const { certificate, key: end, name, uses } = group
  const part = useRef<HTMLElement>(null)
  const anchors = useAnchors(part, uses)
  const effects = new Map(shown?.effects.map((effect) => [keyOf(effect.use), effect]))
  const lines = uses.map((use): Line => {
    const key = keyOf(use)
    const emphasis = open.size === 0 ? 'usual' : open.has(key) || open.has(end) ? 'chosen' : 'faded'
    return { key, look: effects.get(key)?.effect ?? lookOf(use), emphasis }
  })
  const accordion = { multiple: true, collapsible: true, openItems: [...open], onToggle: onToggle(toggle) }
  return (
    <section ref={part} aria-label={texts.useMap.groupLabel(name)} className={styles.group}>
      <Accordion {...accordion} className={styles.programs}>
        {uses.map((use) => (
          <ProgramItem key={keyOf(use)} use={use} name={name} effect={effects.get(keyOf(use))} isOpen={open.has(keyOf(use))} />
        ))}
      </Accordion>
      <UseLines anchors={anchors} end={end} lines={lines} />
      <Accordion {...accordion} className={styles.certificate}>
        <CertificateItem
          group={group}
          isOpen={open.has(end)}
          running={runs.some(({ certificateId, status }) => certificateId === certificate?.id && status === 'running')}
          shown={shown}
          show={show}
        />
      </Accordion>
    </section>
  )
}

const onToggle =
  (toggle: (key: string) => void) =>
  (_: unknown, { value }: { value: unknown }) =>
    toggle(String(value))
