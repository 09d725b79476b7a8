import { app } from 'electron'
import type { DesktopAgent } from '../desktop.port.ts'
import type { UpdateActions } from '../tray/update-menu.policy.ts'
import type { DesktopWords } from '../words/english.ts'
import { showNews, showUpdateFailure } from './show-updates.ts'
import { failureOf, nothingDone, type UpdateState } from './update-state.policy.ts'
import { createUpdates, type UpdateParts, type Updates } from './updates.service.ts'

/** Lets the program look for new versions, and tells what to offer. */
export function beginUpdates(
  parts: UpdateParts,
  { isBusy, log }: Pick<DesktopAgent, 'isBusy' | 'log'>,
  words: () => DesktopWords,
  tell: (state: UpdateState, actions: UpdateActions) => void,
): Updates {
  let state = nothingDone
  const updates = createUpdates(parts, {
    log,
    isBusy,
    tell(next) {
      const wasInstalling = state.progress.kind === 'installing'
      state = next
      tell(next, actions)
      // They have just chosen it, and Windows’ own question is gone from the screen.
      if (wasInstalling && next.progress.kind === 'ready' && failureOf(next)) void showUpdateFailure(next, words())
    },
    quit: () => app.quit(),
  })
  const actions: UpdateActions = {
    lookForUpdates: updates.lookNow,
    restartToUpdate: () => void updates.restart(),
    showNews: () => void showNews(state, words()).then((wanted) => (wanted ? updates.restart() : undefined)),
    showUpdateFailure: () => void showUpdateFailure(state, words()),
    chooseChannel: (channel) =>
      void updates.choose(channel).catch((error: unknown) => log.warn('The update channel was not kept', { error })),
  }
  return updates
}
