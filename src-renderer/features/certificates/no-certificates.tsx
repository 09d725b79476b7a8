import { Button, Card } from '@fluentui/react-components'
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate'
import { EmptyState } from '../../components/empty-state.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'

export function NoCertificates() {
  const say = texts.certificates
  return (
    <Card>
      <EmptyState
        icon={<CertificateRegular />}
        title={say.emptyTitle}
        text={say.empty}
        action={
          <Button as="a" appearance="primary" href={hrefOf('certificates', 'new')}>
            {say.order}
          </Button>
        }
      />
    </Card>
  )
}
