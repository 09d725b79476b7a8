import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { useCallback, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'

const pageSize = 50

const readBefore = (client: AgentClient, before: number) => client.audit.list({ before, limit: pageSize })

interface Older {
  /** The snapshot the pages continue. After a new one there may be a hole before them, so they are read again. */
  epoch: number
  entries: readonly Activity[]
  more: boolean
}

/** The log beyond what the state holds, page by page: all there is so far, and how to get more. */
export function useOlderEntries(newest: readonly Activity[]) {
  const { epoch } = useAgentView()
  const [pages, setPages] = useState<Older>({ epoch, entries: [], more: true })
  const older = pages.epoch === epoch ? pages : { epoch, entries: [], more: true }
  const entries = [...newest, ...older.entries]
  const last = entries.at(-1)?.seq

  const append = useCallback(
    (page: { entries: Activity[]; more: boolean }) =>
      setPages((before) => ({
        epoch,
        entries: before.epoch === epoch ? [...before.entries, ...page.entries] : page.entries,
        more: page.more,
      })),
    [epoch],
  )
  const call = useCall(readBefore, append)
  return {
    entries,
    more: older.more && last !== undefined && last > 1,
    loading: call.running,
    failure: call.failure,
    loadMore: () => last !== undefined && call.run(last),
  }
}
