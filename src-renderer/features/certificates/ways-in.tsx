import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'

/** How a certificate comes here: it is ordered, or taken over from a program that has it. */
export function WaysIn({ size = 'medium' }: { size?: 'small' | 'medium' }) {
  return (
    <>
      <Button as="a" appearance="primary" size={size} icon={<AddRegular />} href={hrefOf('certificates', 'new')}>
        {texts.certificates.order}
      </Button>
      <Button as="a" size={size} href={hrefOf('certificates', 'adopt')}>
        {texts.adoption.heading}
      </Button>
    </>
  )
}
