import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AgentProvider } from './agent/agent-context.tsx'
import { createAgentStore } from './agent/agent-store.ts'
import { chooseDoor } from './agent/choose-door.ts'
import { wait } from './agent/wait.ts'
import { App } from './app/app.tsx'
import { preferences } from './components/preferences.ts'
import { createDesktopStore } from './desktop/desktop.ts'
import { DesktopProvider } from './desktop/desktop-context.tsx'
import { speakAs } from './texts/language.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

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
