import { Button } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { texts } from '../texts/en.ts'

/** A link that looks like a button: it leads out of the dashboard. */
export function OpenPage({ url }: { url: string }) {
  return (
    <Button as="a" href={url} target="_blank" rel="noreferrer" icon={<OpenRegular />} size="small">
      {texts.usedBy.openPage}
    </Button>
  )
}
