import { Body1 } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCallback } from 'react'
import { useReading } from '../../../agent/use-reading.ts'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'
import { Part } from '../panel/part.tsx'
import { ReadPart } from '../panel/read-part.tsx'
import { ChainDrawing } from './chain-drawing.tsx'

/** Who vouches for the version in use, up to the root. */
export function ChainPart({ certificateId, number }: { certificateId: string; number: number }) {
  const chain = useReading(
    useCallback((client: AgentClient) => client.certificates.chain({ certificateId }), [certificateId]),
    number,
  )
  return (
    <Part heading={texts.chain.heading}>
      <ReadPart reading={chain}>
        {({ links, root }) => (
          <>
            <ChainDrawing links={links} />
            <Body1>{wordOf(texts.chain.root, root ?? 'none')}</Body1>
          </>
        )}
      </ReadPart>
    </Part>
  )
}
