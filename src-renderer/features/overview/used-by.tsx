import { Body1, makeStyles, tokens } from '@fluentui/react-components'
import type { CertificateKind } from '@mylzip/shared/domain/certificate-kinds.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateVersion, Device } from '@mylzip/shared/operations/values.ts'
import { useNow } from '../../components/clock.tsx'
import { OpenPage } from '../../components/open-page.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { ConsumerLine } from './consumer-line.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  soft: { color: tokens.colorNeutralForeground2, margin: 0 },
})

/** The programs that present the certificate, each with a mark of its own. */
export function UsedBy({ kind, version, device }: { kind: CertificateKind; version: CertificateVersion; device: Device | null }) {
  const styles = useStyles()
  const valid = fromTimestamp(version.notAfter) > useNow()
  return (
    <Section heading={texts.usedBy.heading} action={kind === 'device' && device && <OpenPage device={device} />}>
      {version.consumers.length === 0 && (
        <Body1 as="p" className={styles.soft}>
          {kind === 'device' ? texts.usedBy.none : texts.usedBy.elsewhere}
        </Body1>
      )}
      <ul className={styles.list}>
        {version.consumers.map((consumer) => (
          <ConsumerLine key={`${consumer.target} ${consumer.address}`} consumer={consumer} valid={valid} />
        ))}
      </ul>
    </Section>
  )
}
