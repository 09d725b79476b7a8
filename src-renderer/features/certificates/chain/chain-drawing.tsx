import { makeStyles } from '@fluentui/react-components'
import type { ChainLink } from '@mylzip/shared/operations/history.ts'
import { texts } from '../../../texts/texts.ts'
import { ChainStation } from './chain-station.tsx'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0 } })

/** From the certificate down to its root, as a line with a station for each. */
export function ChainDrawing({ links }: { links: readonly ChainLink[] }) {
  return (
    <ol className={useStyles().list} aria-label={texts.chain.list}>
      {links.map((link, index) => (
        <ChainStation key={link.sha256} link={link} last={index === links.length - 1} />
      ))}
    </ol>
  )
}
