import type { Door } from './door.ts'
import { createLoopbackDoor } from './loopback-door.ts'
import { createMessagePortDoor } from './message-port-door.ts'

/** Inside the desktop program the page has a scheme of its own; anywhere else it came from the agent over HTTP. */
export function chooseDoor(page: Window): Door {
  return page.location.protocol === 'app:' ? createMessagePortDoor(page) : createLoopbackDoor(page)
}
