import type { AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useCallback } from 'react'
import { useReading } from '../../agent/use-reading.ts'

/** What lies in the usual places, and in the folders that were named, which are looked at together. */
export function useScan(folders: readonly string[]) {
  const asked = JSON.stringify(folders)
  const ask = useCallback(
    async (client: AgentClient): Promise<AdoptionFindings> => {
      const named = JSON.parse(asked) as string[]
      const usual = await client.adoption.scan({})
      if (named.length === 0) return usual
      const further = await client.adoption.scan({ folders: named })
      const known = new Set(usual.certificates.map(keyOf))
      return {
        usualPlaces: usual.usualPlaces,
        folders: [...usual.folders, ...further.folders],
        certificates: [...usual.certificates, ...further.certificates.filter((each) => !known.has(keyOf(each)))],
        problems: [...usual.problems, ...further.problems],
      }
    },
    [asked],
  )
  return useReading(ask, asked)
}

/** What tells one certificate of another program from all others. */
export function keyOf({ source, folder, id }: Pick<AdoptionFindings['certificates'][number], 'folder' | 'id' | 'source'>): string {
  return [source, folder, id].join(' ')
}
