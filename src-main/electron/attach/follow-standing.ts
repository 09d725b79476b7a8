import type { DesktopAgent, DesktopOptions } from '../desktop.port.ts'
import type { IconMenu } from '../tray/menu.ts'
import type { DesktopWords } from '../words/english.ts'
import { explainStanding, showRefused } from './show-standing.ts'
import type { Standing } from './standing.policy.ts'

interface Needs {
  agent: DesktopAgent
  elevated: DesktopOptions['elevated']
  menu: IconMenu
  words(): DesktopWords
  /** Whether the person has just started the program, and so looks. */
  isWatched: boolean
  tell(standing: Standing): void
  signal: AbortSignal
}

/** Says in the icon's menu how the program stands to the service, and offers what can be done about it. */
export function followStanding({ agent, elevated, isWatched, menu, signal, tell, words }: Needs): void {
  let standing: Standing | undefined
  let isFirst = true

  async function elevate(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      agent.log.warn('What needs an administrator was not done', { error })
      await showRefused(error, words())
    }
    agent.lookAgain()
  }

  async function explain(): Promise<void> {
    if (standing !== undefined && (await explainStanding(standing, elevated !== undefined, words())) && elevated)
      await elevate(elevated.startService)
  }

  const actions = {
    explainStanding: () => void explain(),
    startService: elevated && (() => void elevate(elevated.startService)),
    openTerminal: elevated && (() => void elevate(elevated.openTerminal)),
  }
  agent.followStanding((next) => {
    standing = next
    menu.ofStanding(next, actions)
    tell(next)
    // Once, to who has just started the program and sees an empty window: later the icon says it.
    if (next === 'stopped' && isFirst && isWatched) void explain()
    if (next !== 'starting') isFirst = false
  }, signal)
}
