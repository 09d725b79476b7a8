import { readProblem } from '../session/problem.ts'

/**
 * Whether an answer may mean that the account has another key than this one: it was changed after the backup that was
 * restored here, or by whoever shares the account. Boulder and Pebble say `malformed`, “JWS verification error”; others
 * `unauthorized`. `proven`: the key was taken before, so only an answer that speaks of it raises the doubt again.
 */
export function doubtsKey({ status, data }: { status: number; data: unknown }, proven: boolean): boolean {
  if (![400, 401, 403].includes(status)) return false
  const problem = readProblem(data)
  if (problem?.type !== 'malformed' && problem?.type !== 'unauthorized') return false
  return !proven || /\bjws\b|\bkeys?\b|signature|verif/i.test(problem.detail)
}
