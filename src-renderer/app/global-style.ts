import { makeStaticStyles } from '@fluentui/react-components'

/** What lies outside of every component: the page itself, which must not flash white around a dark dashboard. */
export const useGlobalStyle = makeStaticStyles({
  body: { margin: '0' },
  ':root': { colorScheme: 'light dark' },
})
