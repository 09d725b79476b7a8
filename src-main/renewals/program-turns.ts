import { createInTurn } from '../system/in-turn.ts'

/** The programs of one certificate are told by one at a time: its run, the keeper, or a person. */
export interface ProgramTurns {
  /** Whether somebody is at it, or waits. */
  isTaken(certificateId: string): boolean
  /** Works once nobody else is at it. What it acts on is read in its turn: others may have changed it. Throws where the agent stops. */
  take<T>(certificateId: string, work: () => Promise<T>): Promise<T>
}

/** Two at once would each find the other's work half done, and give back what the other has just been seen with. */
export function createProgramTurns(stopping: () => boolean): ProgramTurns {
  const queues = new Map<string, { inTurn: ReturnType<typeof createInTurn>; takers: number }>()
  return {
    isTaken: (certificateId) => queues.has(certificateId),
    async take(certificateId, work) {
      const queue = queues.get(certificateId) ?? { inTurn: createInTurn(), takers: 0 }
      queues.set(certificateId, queue)
      queue.takers += 1
      try {
        return await queue.inTurn(async () => {
          // Neither a failure nor a success: what was before it was torn away, and this goes on at the next start.
          if (stopping()) throw new Error('programs are told nothing more, because this program ends')
          return work()
        })
      } finally {
        queue.takers -= 1
        if (queue.takers === 0) queues.delete(certificateId)
      }
    },
  }
}
