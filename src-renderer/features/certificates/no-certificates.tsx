import { Body1 } from '@fluentui/react-components'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'

export function NoCertificates() {
  return (
    <Section heading={texts.certificates.emptyTitle}>
      <Body1>{texts.certificates.empty}</Body1>
    </Section>
  )
}
