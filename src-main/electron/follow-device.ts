import type { DesktopAgent } from './desktop.port.ts'
import { type DeviceFacts, learn, nothingKnown } from './tray/device-facts.policy.ts'

/** Tells what is known of the device, now and after each change, until `signal` ends it. */
export async function followDevice({ services }: DesktopAgent, signal: AbortSignal, tell: (facts: DeviceFacts) => void): Promise<void> {
  let facts = nothingKnown
  for await (const event of services.state.watch(signal)) {
    const next = learn(facts, event)
    if (next !== facts) tell(next)
    facts = next
  }
}
