import { Caption1Strong, makeStyles, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { adoptionSourceNames } from '@mylzip/shared/domain/adoption-sources.ts'
import type { AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({ places: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS } })

/** Which programs were looked for, and where. */
export function NothingFound({ places }: { places: AdoptionFindings['usualPlaces'] }) {
  const styles = useStyles()
  const say = texts.adoption
  const sources = [...new Set(places.map(({ source }) => source))]
  const facts = sources.map((source) => ({
    term: adoptionSourceNames[source],
    value: places
      .filter((place) => place.source === source)
      .map(({ folder }) => folder)
      .join(', '),
    code: true,
  }))
  return (
    <Section heading={say.emptyTitle}>
      <EmptyState icon={<SearchRegular />} title={sources.map((source) => adoptionSourceNames[source]).join(', ')} text={say.empty} />
      {facts.length > 0 && (
        <div className={styles.places}>
          <Caption1Strong>{say.usualPlaces}</Caption1Strong>
          <Facts facts={facts} />
        </div>
      )}
    </Section>
  )
}
