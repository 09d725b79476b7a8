import type { LoopbackDoor } from '../doors/doors.port.ts'
import { openBrowser } from './browser.ts'
import type { Console } from './console.ts'
import { onEnter } from './foreground.ts'

/** Opens the dashboard where there is a display, and says its address where a person can read it. Answers how to end that. */
export function inviteToDashboard(door: LoopbackDoor, process: NodeJS.Process, wantsBrowser: boolean, console: Console): () => void {
  // Each address opens once: one that the browser was given is not also shown.
  const opened = wantsBrowser && openBrowser(door.mintLink('administer'), process.platform, process.env)
  const show = () => console.say(`  Dashboard    ${door.mintLink('administer')}\n               (opens once, within a minute)`)
  if (opened) console.say('  Dashboard    opened in your browser')
  else show()
  if (!process.stdin.isTTY) return () => undefined
  console.say('\nEnter: a new address for the dashboard.  Ctrl-C: stop.')
  return onEnter(process.stdin, show)
}
