import { dirname, join } from 'node:path'

interface DesktopFolders {
  /** The agent's data. */
  agent: string
  /** What Chromium keeps of its own. */
  window: string
}

/**
 * Side by side in the folder where `mylzip` and the PowerShell module look for this person's agent. Electron's own choice is
 * another one: they would find nobody there, and on Windows it goes with a roaming profile, keys and all.
 */
export function desktopFolders(givenAgent: string | undefined, usual: () => string): DesktopFolders {
  const around = givenAgent === undefined ? usual() : dirname(givenAgent)
  return { agent: givenAgent ?? join(around, 'agent'), window: join(around, 'window') }
}
