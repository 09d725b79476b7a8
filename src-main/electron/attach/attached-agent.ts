import type { StateEvent } from '@mylzip/shared/operations/values.ts'
import { createForwardingRouter } from '../../doors/forwarding-router.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import type { Timers } from '../../system/timers.port.ts'
import type { DesktopAgent } from '../desktop.port.ts'
import { hasRun } from '../own-agent.ts'
import type { ServiceLink } from './service-link.ts'

interface Needs {
  link: ServiceLink
  timers: Timers
  random: RandomBytes
  log: Log
}

/** ms. Between two tries to watch a service that is there and does not let itself be watched. */
const shortPause = 1_000

/** The machine's service, as if it were this program's own agent: its windows and its icon need not know. */
export function attachedAgent({ link, log, random, timers }: Needs): DesktopAgent {
  const pause = () => new Promise<void>((resolve) => timers.after(shortPause, resolve))

  /** Goes on over each loss of the service; each way to it begins with a snapshot. */
  async function* watch(signal: AbortSignal): AsyncGenerator<StateEvent> {
    for (;;) {
      const client = await link.attached(signal)
      if (!client) return
      try {
        yield* await client.state.watch(undefined, { signal })
      } catch (error) {
        if (signal.aborted) return
        log.info('The service is no longer watched', { error })
      }
      await pause()
    }
  }

  const services: DesktopAgent['services'] = {
    state: { get: async () => link.client().state.get(), watch },
    renewals: {
      renewNow: async (certificateId) => link.client().renewals.renewNow({ certificateId }),
      get: async (runId) => link.client().renewals.get({ runId }),
      pause: async (minutes) => link.client().renewals.pause({ minutes }),
      resume: async () => void (await link.client().renewals.resume()),
    },
    device: { enrolment: async () => link.client().device.enrolment() },
    diagnostics: { create: async (question) => link.client().diagnostics.create(question) },
  }
  return {
    mode: 'service',
    log,
    router: createForwardingRouter(link.client, log, random),
    services,
    // Its runs go on beside an update of a person's own program. One that does not answer is no reason to wait: a new version may be what
    // it takes to understand it again.
    isBusy: async ({ ofMachine }) => ofMachine && link.standing() === 'attached' && (await hasRun(services)),
    followStanding: link.follow,
    lookAgain: link.retry,
    stop: async () => link.close(),
  }
}
