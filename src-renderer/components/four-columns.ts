import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  // Four, two or one beside each other, never three and one.
  list: {
    display: 'grid',
    gridTemplateColumns: '1fr',
    gap: tokens.spacingHorizontalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    '@container (min-width: 320px)': { gridTemplateColumns: '1fr 1fr' },
    '@container (min-width: 680px)': { gridTemplateColumns: 'repeat(4, 1fr)' },
  },
})

/** A list of four equals inside a Section, by the room it has there. */
export const useFourColumns = () => useStyles().list
