import { tokens } from '@fluentui/react-components'

/** Lengths beyond the spacing ramp, as multiples of its largest step (32 px). */
export const spaces = (count: number) => `calc(${tokens.spacingHorizontalXXXL} * ${count})`

/** Below this the navigation stands above the page instead of beside it: 400 % zoom on a usual screen is 320 px wide. */
export const narrow = '@media (max-width: 599px)'
/** From here on the navigation has room for its words. */
export const wide = '@media (min-width: 900px)'
