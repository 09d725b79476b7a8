import { makeStyles } from '@fluentui/react-components'

/** Where the table has less room than this, its rows are cards. */
export const cards = '@container (max-width: 599px)'

/** The shares of the width that columns have. */
export const useWidths = makeStyles({
  small: { flexGrow: 2 },
  medium: { flexGrow: 3 },
  large: { flexGrow: 5 },
})
