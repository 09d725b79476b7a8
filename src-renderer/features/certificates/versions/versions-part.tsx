import { Body1 } from '@fluentui/react-components'
import type { PastVersion } from '@mylzip/shared/operations/history.ts'
import type { Reading } from '../../../agent/use-reading.ts'
import { texts } from '../../../texts/texts.ts'
import { Part } from '../panel/part.tsx'
import { ReadPart } from '../panel/read-part.tsx'
import { VersionLine } from './version-line.tsx'
import { useVersionStyles } from './version-styles.ts'

/** Everything that was issued for it and is kept, the newest first. */
export function VersionsPart({ versions }: { versions: Reading<PastVersion[]> }) {
  const styles = useVersionStyles()
  return (
    <Part heading={texts.versions.heading}>
      <ReadPart reading={versions}>
        {(all) =>
          all.length === 0 ? (
            <Body1>{texts.versions.none}</Body1>
          ) : (
            <ol className={styles.list} aria-label={texts.versions.heading}>
              {all.map((version) => (
                <VersionLine key={version.number} version={version} />
              ))}
            </ol>
          )
        }
      </ReadPart>
    </Part>
  )
}
