import { type DesktopContract, desktopContract } from '@mylzip/shared/operations/desktop.ts'
import { implement, type Router } from '@orpc/server'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import { createCallerErrors, type ToCallerError } from './caller-errors.ts'
import type { DesktopServices } from './desktop-services.port.ts'
import { type CallContext, translated } from './guarded-contract.ts'

/** The desktop program's own contract. Only its pages get a port to it, so whoever asks may. */
export interface DesktopRouter {
  procedures: Router<DesktopContract, CallContext>
  toCallerError: ToCallerError
}

export function createDesktopRouter(services: DesktopServices, log: Log, random: RandomBytes): DesktopRouter {
  const toCallerError = createCallerErrors(log, random)
  const desktop = implement(desktopContract)
    .$context<CallContext>()
    .use(({ next, path, signal }) => translated(next, path, signal, toCallerError))
  const { files, notices, startAtLogin, state, updates, windows } = desktop
  const procedures = desktop.router({
    state: { watch: state.watch.handler(({ signal }) => eventsOf(services.watch(signal ?? new AbortController().signal))) },
    windows: {
      hideFlyout: windows.hideFlyout.handler(() => services.hideFlyout()),
      openDashboard: windows.openDashboard.handler(({ input }) => services.openDashboard(input.at)),
      follow: windows.follow.handler(({ input }) => services.follow(input)),
    },
    startAtLogin: { set: startAtLogin.set.handler(({ input }) => services.setStartAtLogin(input.on)) },
    updates: {
      look: updates.look.handler(() => services.updates.look()),
      choose: updates.choose.handler(({ input }) => services.updates.choose(input.channel)),
      install: updates.install.handler(() => services.updates.install()),
    },
    notices: { choose: notices.choose.handler(({ input }) => services.chooseNotices(input)) },
    files: { saveText: files.saveText.handler(async ({ input }) => ({ saved: await services.saveText(input.name, input.text) })) },
  })
  return { procedures, toCallerError }
}

async function* eventsOf<Event>(events: AsyncIterable<Event>): AsyncGenerator<Event> {
  yield* events
}
