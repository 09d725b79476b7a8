import type { ChallengeSolver, ChallengeTask } from '#main/challenges/challenge.port.ts'

/** A solver with what it publishes in, and somebody who looks there as a CA would. */
export interface StagedSolver {
  solver: ChallengeSolver
  /** Two that are published at the same place: one port, one folder, one record. */
  tasks: readonly [ChallengeTask, ChallengeTask]
  /** Whether a client that is not ours sees the answer. */
  sees(task: ChallengeTask): Promise<boolean>
  /** Whether nothing at all is left once all is taken away. */
  isClean(): Promise<boolean>
  /** The record is meant to stay. */
  lasting?: true
  stop(): Promise<void>
}

export interface SolverKind {
  title: string
  /** Why it is skipped; empty when nothing is missing. */
  missing: string
  stage(): Promise<StagedSolver>
}
