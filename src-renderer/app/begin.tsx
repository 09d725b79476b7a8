import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AgentProvider } from '../agent/agent-context.tsx'
import { createAgentStore } from '../agent/agent-store.ts'
import { chooseDoor } from '../agent/choose-door.ts'
import { wait } from '../agent/wait.ts'
import { preferences } from '../components/preferences.ts'
import { createDesktopStore } from '../desktop/desktop.ts'
import { DesktopProvider } from '../desktop/desktop-context.tsx'
import { speakAs } from '../texts/language.ts'
import { App } from './app.tsx'

/** Connects with the agent, and draws in the place of what index.html shows until then. */
export async function begin(root: HTMLElement): Promise<void> {
  // First of all, because it takes the one-time token out of the address.
  const store = createAgentStore({ door: chooseDoor(window), wait, now: Date.now })
  const desktop = createDesktopStore(window, wait)

  // Before anything is drawn: nobody sees a language go by that is not theirs.
  await speakAs(preferences().language)

  createRoot(root).render(
    <StrictMode>
      <AgentProvider store={store}>
        <DesktopProvider store={desktop}>
          <App />
        </DesktopProvider>
      </AgentProvider>
    </StrictMode>,
  )
}
