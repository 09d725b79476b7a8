import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { commandLineCaller } from '#main/doors/access.policy.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { createForwardingRouter } from '#main/doors/forwarding-router.ts'
import { connectInProcess } from '#main/doors/in-process.ts'
import { type AgentRouter, createRouter } from '#main/doors/router.ts'
import { random } from './doors.ts'
import { createSilentLog } from './silent-log.ts'

/**
 * An agent of a version to come: its state is not held against the contract of today, so that it may hold what nobody knows yet; nor
 * what it is asked for in `more`.
 */
export function laterAgent(services: AgentServices, more: Record<string, object> = {}): AgentRouter {
  const log = createSilentLog()
  const { get, watch } = services.state
  const state = {
    get: async () => get(),
    watch: async (_: unknown, { signal }: { signal?: AbortSignal }) => watch(signal ?? new AbortController().signal),
  }
  const today = connectInProcess(createRouter(services, log, random), commandLineCaller())
  const own: Record<string, object> = { state, ...more }
  const client = new Proxy(today, { get: (target, name, receiver) => own[String(name)] ?? Reflect.get(target, name, receiver) })
  return createForwardingRouter(() => client as AgentClient, log, random)
}
