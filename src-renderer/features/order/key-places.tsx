import { Body1, Caption1, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { texts } from '../../texts/texts.ts'
import type { KeyPlace } from './draft.policy.ts'

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column' },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface KeyPlacesProps {
  place: KeyPlace
  hasTpm: boolean
  /** False: the organisation lets no key be handed out. */
  mayLeave: boolean
  choose: (place: KeyPlace) => void
}

/** Where the private key is made and kept, and what follows from that. */
export function KeyPlaces({ place, hasTpm, mayLeave, choose }: KeyPlacesProps) {
  const styles = useStyles()
  const say = texts.order
  const places: KeyPlace[] = [...(mayLeave ? (['here'] as const) : []), 'store', ...(hasTpm ? (['tpm'] as const) : []), 'elsewhere']
  const chosen = places.includes(place) ? place : 'store'
  return (
    <Field label={say.keyPlace} {...(mayLeave ? {} : { hint: say.setByOrganisation })}>
      <RadioGroup value={chosen} onChange={(_, { value }) => choose(places.find((each) => each === value) ?? chosen)}>
        {places.map((each) => (
          <Radio
            key={each}
            value={each}
            label={
              <span className={styles.option}>
                <Body1>{say.keyPlaces[each].title}</Body1>
                <Caption1 className={styles.soft}>{say.keyPlaces[each].text}</Caption1>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  )
}
