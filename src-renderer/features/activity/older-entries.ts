import type { AuditFilter } from '@mylzip/shared/operations/audit.ts'
import { isWanted } from '@mylzip/shared/operations/audit-filter.policy.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { useCallback, useEffect, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'

const pageSize = 50

const readBefore = (client: AgentClient, query: AuditFilter & { before: number }) => client.audit.list({ ...query, limit: pageSize })

interface Older {
  /** The snapshot the pages continue. After a new one there may be a hole before them, so they are read again. */
  epoch: number
  entries: readonly Activity[]
  more: boolean
}

/**
 * The log beyond what the state holds, page by page: all there is so far, and how to get more. Whoever looks for something needs not
 * ask for the first page. What is looked for must not change: another search is another component.
 */
export function useOlderEntries(newest: readonly Activity[], filter: AuditFilter) {
  const { epoch } = useAgentView()
  const [pages, setPages] = useState<Older>({ epoch, entries: [], more: true })
  const older = pages.epoch === epoch ? pages : { epoch, entries: [], more: true }
  const entries = [...newest.filter((entry) => isWanted(filter, entry)), ...older.entries]
  const last = older.entries.at(-1)?.seq ?? newest.at(-1)?.seq

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
  const more = older.more && last !== undefined && last > 1
  const loadMore = () => last !== undefined && call.run({ ...filter, before: last })
  const isSearch = Object.keys(filter).length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a snapshot; what is pushed later comes by the state
  useEffect(() => {
    if (isSearch && more) loadMore()
  }, [epoch])
  return { entries, more, loading: call.running, failure: call.failure, loadMore }
}
