import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { Door } from './door.ts'

/** The desktop program answers within some ms when the agent is up, and not at all when it is not. */
const answerWithinMs = 5_000

/** The door inside the desktop program: a MessagePort that its preload script hands over (renderer-handshake.ts). */
export function createMessagePortDoor(page: Window): Door {
  return {
    async open() {
      const port = await wishForPort(page)
      const client: AgentClient = createORPCClient(new RPCLink({ port }))
      port.start()
      return client
    },
    // The program's own page needs no link: who sits at the desk has already signed in.
    onInvitation: () => () => undefined,
  }
}

function wishForPort(page: Window): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      page.clearTimeout(timer)
      page.removeEventListener('message', receive)
      then()
    }
    const receive = ({ source, data, ports }: MessageEvent) => {
      const [port] = ports
      if (source === page && data?.type === portGiven && port !== undefined) settle(() => resolve(port))
    }
    const timer = page.setTimeout(() => settle(() => reject(new Error('no port was given'))), answerWithinMs)
    page.addEventListener('message', receive)
    page.postMessage({ type: portWanted }, page.location.origin)
  })
}
