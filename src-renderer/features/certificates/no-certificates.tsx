import { Card } from '@fluentui/react-components'
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate'
import { EmptyState } from '../../components/empty-state.tsx'
import { texts } from '../../texts/texts.ts'
import { WaysIn } from './ways-in.tsx'

export function NoCertificates() {
  const say = texts.certificates
  return (
    <Card>
      <EmptyState icon={<CertificateRegular />} title={say.emptyTitle} text={say.empty} action={<WaysIn />} />
    </Card>
  )
}
