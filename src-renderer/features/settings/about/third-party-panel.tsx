import {
  Body1,
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useState } from 'react'
import { usePageBack } from '../../../components/use-page-back.ts'
import { texts } from '../../../texts/texts.ts'
import type { ThirdParty } from './third-party.ts'
import { ThirdPartyItem } from './third-party-item.tsx'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingBlockEnd: tokens.spacingVerticalXXL },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
})

/** Whose work is inside this program, and on which terms. */
export function ThirdPartyPanel({ close }: { close: () => void }) {
  const styles = useStyles()
  usePageBack()
  const say = texts.thirdParty
  const all = useThirdParty()
  return (
    <OverlayDrawer open position="end" size="medium" onOpenChange={(_, { open }) => open || close()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: 'h2' }}
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={say.close} onClick={close} />}
        >
          {say.heading}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body} tabIndex={0}>
        {all === 'loading' && <Spinner label={say.loading} />}
        {all === 'absent' && <Body1>{say.absent}</Body1>}
        {typeof all === 'object' && (
          <>
            <Body1>{say.explanation(all.length)}</Body1>
            <ul className={styles.list} aria-label={say.heading}>
              {all.map((one) => (
                <ThirdPartyItem key={`${one.name} ${one.version}`} of={one} />
              ))}
            </ul>
          </>
        )}
      </DrawerBody>
    </OverlayDrawer>
  )
}

/** The texts are long, and come when somebody wants to read them. */
function useThirdParty(): readonly ThirdParty[] | 'loading' | 'absent' {
  const [all, setAll] = useState<readonly ThirdParty[] | 'loading' | 'absent'>('loading')
  useEffect(() => {
    let wanted = true
    const show = (found: readonly ThirdParty[] | 'absent') => wanted && setAll(found)
    import('virtual:third-party').then(
      (module) => show(module.thirdParty),
      () => show('absent'),
    )
    return () => {
      wanted = false
    }
  }, [])
  return all
}
