import { Body1, makeStyles, Spinner } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { SidePanel } from '../../../components/side-panel.tsx'
import { texts } from '../../../texts/texts.ts'
import type { ThirdParty } from './third-party.ts'
import { ThirdPartyItem } from './third-party-item.tsx'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0 } })

/** Whose work is inside this program, and on which terms. */
export function ThirdPartyPanel({ close }: { close: () => void }) {
  const styles = useStyles()
  const say = texts.thirdParty
  const all = useThirdParty()
  return (
    <SidePanel heading={say.heading} closeLabel={say.close} close={close}>
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
    </SidePanel>
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
