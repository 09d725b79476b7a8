import { Body1, makeStyles, tokens } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateUse, UsedBy } from '@mylzip/shared/operations/consumers.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useCallback } from 'react'
import { useReading } from '../../../agent/use-reading.ts'
import { useNow } from '../../../components/clock.tsx'
import { Note } from '../../../components/note.tsx'
import { RefusalWords } from '../../../components/refusal-words.tsx'
import { texts } from '../../../texts/texts.ts'
import { ConsumerLine } from '../../overview/consumer-line.tsx'
import { Part } from './part.tsx'
import { ReadPart } from './read-part.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** The programs that are told of each new certificate, with their marks, and those whose configuration names one of it. */
export function UsesPart({ certificate }: { certificate: Certificate }) {
  const styles = useStyles()
  const { id, current } = certificate
  const now = useNow()
  const consumers = current?.consumers ?? []
  const valid = current !== null && fromTimestamp(current.notAfter) > now
  const uses = useReading(
    useCallback((client: AgentClient) => client.consumers.list({ certificateId: id }), [id]),
    current?.thumbprint,
  )
  return (
    <Part heading={texts.certificateUses.heading}>
      <ul className={styles.list}>
        {consumers.map((consumer) => (
          <ConsumerLine key={`${consumer.target} ${consumer.address}`} consumer={consumer} valid={valid} />
        ))}
      </ul>
      <ReadPart reading={uses}>{(found) => <OtherUses found={found} known={consumers.map(({ target }) => target)} />}</ReadPart>
    </Part>
  )
}

/** What the system's own configuration tells beyond that: nobody tells these programs of a new one. */
function OtherUses({ found, known }: { found: UsedBy; known: readonly string[] }) {
  const styles = useStyles()
  const others = found.uses.filter((use) => !isKnown(use, known))
  return (
    <>
      {others.length === 0 && known.length === 0 && <Body1 className={styles.soft}>{texts.certificateUses.none}</Body1>}
      <ul className={styles.list}>
        {others.map((use) => (
          <li key={`${use.program.kind} ${use.program.place} ${use.thumbprint}`}>
            <Body1>
              <RefusalWords of={{ code: null, sentence: use.sentence, nextStep: use.nextStep }} />
            </Body1>
          </li>
        ))}
      </ul>
      {found.unread.map(({ what, code, sentence }) => (
        <Note key={what} intent="warning" title={texts.certificateUses.unread(what)}>
          <RefusalWords of={{ code, sentence }} />
        </Note>
      ))}
    </>
  )
}

const isKnown = ({ program, target, standing }: CertificateUse, known: readonly string[]) =>
  standing === 'current' && (known.includes(target?.id ?? '') || known.includes(program.kind))
