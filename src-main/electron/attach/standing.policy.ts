import type { KnownService } from '../../service/service-control.policy.ts'

/**
 * How this program stands to the machine's service.
 * `no-service`, `own`: it runs the person's own agent, because there is no service, or because they had one before there was.
 * `attached`: it shows the service. The others: it would, and why it does not.
 */
export type Standing = 'no-service' | 'own' | 'attached' | 'stopped' | 'starting' | 'silent' | 'removed'

/** What is said of a service whose door does not answer. */
export function withoutAnswer(service: KnownService | undefined): Standing {
  if (service === undefined) return 'removed'
  if (service.state === 'stopped') return 'stopped'
  return service.state === 'running' ? 'silent' : 'starting'
}

const first = 1_000
const longest = 15_000

/** How long (ms) until the service is looked for again. One that starts is there within seconds. */
export function nextTry(failures: number, standing: Standing): number {
  return standing === 'starting' ? first : Math.min(longest, first * 2 ** Math.min(failures, 5))
}
