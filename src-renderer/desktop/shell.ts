import { useMemo } from 'react'
import { type CallFailure, callFailure } from '../agent/failures.ts'
import type { Desktop } from './desktop.ts'
import { useDesktop } from './desktop-context.tsx'

/** What a small page needs of whatever is around it. In a browser it does the same by itself, as far as it can. */
export interface Shell {
  /** Brings the dashboard to the front, at this place: "#/activity". */
  openDashboard(at: string): void
  hideFlyout(): void
  /** Has the person keep a text as a file. Answers why that was refused. */
  saveText(file: { name: string; text: string }): Promise<CallFailure | undefined>
  /** The version that a restart brings; undefined while none is ready. */
  readyUpdate: string | undefined
  restartToUpdate(): void
}

export function useShell(): Shell {
  const desktop = useDesktop()
  return useMemo(() => (desktop === undefined ? inBrowser(window) : inProgram(desktop, inBrowser(window))), [desktop])
}

/** Where the program does not answer, the page does what it can without it. */
function inProgram({ client, state }: Desktop, alone: Shell): Shell {
  const progress = state.updates?.progress
  return {
    openDashboard: (at) => void client.windows.openDashboard({ at }).catch(() => alone.openDashboard(at)),
    hideFlyout: () => void client.windows.hideFlyout().catch(alone.hideFlyout),
    async saveText(file) {
      try {
        await client.files.saveText(file)
        return undefined
      } catch (error) {
        const failure = callFailure(error)
        return failure.sentence === undefined ? alone.saveText(file) : failure
      }
    },
    readyUpdate: progress?.kind === 'ready' ? progress.update.version : undefined,
    // Why it does not come about is what the state says next.
    restartToUpdate: () => void client.updates.install().catch(() => undefined),
  }
}

/** How long (ms) a browser may take to begin with a file that was given to it. */
const takenWithin = 10_000

function inBrowser(page: Window): Shell {
  return {
    openDashboard(at) {
      page.location.hash = at
    },
    // A browser closes only what a page has opened; any other tab stays, and nothing is lost.
    hideFlyout: () => page.close(),
    async saveText({ name, text }) {
      const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
      const link = page.document.createElement('a')
      link.href = address
      link.download = name
      link.click()
      page.setTimeout(() => URL.revokeObjectURL(address), takenWithin)
      return undefined
    },
    readyUpdate: undefined,
    restartToUpdate: () => undefined,
  }
}
