import { Button } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import type { Device } from '@mylzip/shared/operations/values.ts'
import { texts } from '../texts/texts.ts'
import { pageAddress } from './page-address.policy.ts'

/** A link that looks like a button: it leads out of the dashboard. */
export function OpenPage({ device }: { device: Device }) {
  const address = pageAddress(device)
  if (address === undefined) return null
  return (
    <Button as="a" href={address} target="_blank" rel="noreferrer" icon={<OpenRegular />} size="small">
      {texts.usedBy.openPage}
    </Button>
  )
}
