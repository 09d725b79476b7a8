import { Button, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components'
import { narrow, spaces, wide } from '../components/layout.ts'
import { hrefOf, type Place, routes } from '../components/routes.ts'
import { texts } from '../texts/texts.ts'
import { HelpButton } from './help-button.tsx'
import { screens } from './screens.tsx'

const useStyles = makeStyles({
  navigation: {
    position: 'sticky',
    top: 0,
    boxSizing: 'border-box',
    flexShrink: 0,
    padding: tokens.spacingHorizontalS,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    [wide]: { width: spaces(7), padding: tokens.spacingHorizontalL },
    // Above the page it moves away with it: on a small window every line counts.
    [narrow]: { flexDirection: 'row', flexWrap: 'wrap', position: 'static' },
  },
  product: { display: 'none', padding: tokens.spacingHorizontalS, [wide]: { display: 'block' } },
  link: {
    position: 'relative',
    minWidth: 'auto',
    justifyContent: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: tokens.spacingHorizontalS,
  },
  current: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    fontWeight: tokens.fontWeightSemibold,
    // Windows marks the current entry with a bar at its beginning; it also shows where colours are forced.
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: 0,
      insetBlock: '25%',
      borderInlineStartWidth: tokens.strokeWidthThicker,
      borderInlineStartStyle: 'solid',
      borderInlineStartColor: tokens.colorCompoundBrandStroke,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  word: { display: 'none', [wide]: { display: 'inline' }, [narrow]: { display: 'inline' } },
})

/** Beside the page, folded to icons where there is little room; above it where there is almost none. */
export function Navigation({ place }: { place: Place }) {
  const styles = useStyles()
  const { route } = place
  return (
    <nav aria-label={texts.navigation.label} className={styles.navigation}>
      <Subtitle2 className={styles.product}>{texts.product}</Subtitle2>
      {routes.map((target) => (
        <Button
          key={target}
          as="a"
          href={hrefOf(target)}
          appearance="subtle"
          icon={screens[target].icon}
          title={texts.navigation[target]}
          aria-label={texts.navigation[target]}
          aria-current={target === route ? 'page' : undefined}
          className={mergeClasses(styles.link, target === route && styles.current)}
        >
          <span className={styles.word}>{texts.navigation[target]}</span>
        </Button>
      ))}
      <HelpButton place={place} className={styles.link} wordClassName={styles.word} />
    </nav>
  )
}
