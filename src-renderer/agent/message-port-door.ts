import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { Door } from './door.ts'
import { wishForPort } from './wish-for-port.ts'

/** The door inside the desktop program: a MessagePort that its preload script hands over (renderer-handshake.ts). */
export function createMessagePortDoor(page: Window): Door {
  return {
    async open() {
      const port = await wishForPort(page, 'agent')
      const client: AgentClient = createORPCClient(new RPCLink({ port }))
      port.start()
      return client
    },
    // The program's own page needs no link: who sits at the desk has already signed in.
    onInvitation: () => () => undefined,
  }
}
