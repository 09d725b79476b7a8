import { Link } from '@fluentui/react-components'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { ActivityList } from '../../components/activity-list.tsx'
import { hrefOf } from '../../components/routes.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'

const shown = 5

export function RecentActivity({ activity }: { activity: readonly Activity[] }) {
  return (
    <Section heading={texts.activity.recent} action={activity.length > 0 && <Link href={hrefOf('activity')}>{texts.activity.all}</Link>}>
      <ActivityList entries={activity.slice(0, shown)} />
    </Section>
  )
}
