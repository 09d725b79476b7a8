import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Run } from '@mylzip/shared/operations/values.ts'
import type { ReachedAgent } from '../session/reached-agent.ts'

/**
 * What a command was asked for may have been done by the one it waited for, as it would have been joined where a program
 * runs: the run that succeeded meanwhile. Nobody who asks twice at once wants two certificates.
 */
export async function renewedMeanwhile(
  { client, waitedSince }: Pick<ReachedAgent, 'client' | 'waitedSince'>,
  certificateId: string,
): Promise<Run | undefined> {
  if (waitedSince === undefined) return undefined
  const { runs } = await client.state.get()
  return runs.find(
    (run) =>
      run.certificateId === certificateId &&
      run.status === 'succeeded' &&
      run.endedAt !== null &&
      fromTimestamp(run.endedAt) >= waitedSince,
  )
}
