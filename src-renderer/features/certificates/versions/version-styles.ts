import { makeStyles, tokens } from '@fluentui/react-components'

export const useVersionStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { display: 'flex', flexDirection: 'column' },
  soft: { color: tokens.colorNeutralForeground2 },
})
