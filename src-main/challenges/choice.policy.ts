import type { ChallengeSolver, ChallengeType, Identifier, Solvers } from './challenge.port.ts'

/** Wildcards are proven by DNS alone (RFC 8555 §8.3, RFC 8737 §3), addresses never by it (RFC 8738 §7). */
const canProve: Record<ChallengeType, (identifier: Identifier) => boolean> = {
  'dns-01': ({ type }) => type === 'dns',
  'dns-persist-01': ({ type }) => type === 'dns',
  'http-01': ({ wildcard }) => !wildcard,
  'tls-alpn-01': ({ wildcard }) => !wildcard,
}

/** Those that can prove the identifier at all, in the order they were given. */
export function solversOf(solvers: Solvers, identifier: Identifier): ChallengeSolver[] {
  return [solvers].flat().filter((solver) => canProve[solver.type](identifier) && (solver.proves?.(identifier) ?? true))
}

/** The first solver that can and whose challenge is offered, with that challenge. */
export function chooseChallenge<C extends { type: string }>(
  offered: readonly C[],
  identifier: Identifier,
  solvers: Solvers,
): { challenge: C; solver: ChallengeSolver } | undefined {
  for (const solver of solversOf(solvers, identifier)) {
    const challenge = offered.find(({ type }) => type === solver.type)
    if (challenge) return { challenge, solver }
  }
  return undefined
}
