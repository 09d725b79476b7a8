import { makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  // Out of sight, yet read aloud: `display: none` would silence it.
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
})

/** Read by screen readers when it changes, without taking the focus. */
export function SpokenText({ children }: { children: ReactNode }) {
  return (
    <span role="status" className={useStyles().spoken}>
      {children}
    </span>
  )
}
