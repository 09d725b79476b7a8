/**
 * How a page inside the desktop program gets its way to the agent. The page is inside it when its address has the
 * scheme `app:`; anywhere else it uses the loopback door.
 *
 * 1. The page listens for `message` on its own window, and posts `{ type: portWanted }` to its own origin.
 * 2. The preload script passes the wish on; the desktop program checks that it comes from the dashboard's own top
 *    frame, makes a channel and serves the contract at the other end of it.
 * 3. The page receives a `message` whose `source` is its own window, `data.type` is `portGiven` and `ports[0]` the way:
 *    `createORPCClient(new RPCLink({ port: ports[0] }))` from '@orpc/client/message-port', then `ports[0].start()`.
 *
 * The page may wish again at any time (it was reloaded, or a port went silent): it gets a new port and the one before
 * is closed. There is no answer when the agent is not up yet; wish again.
 */
export const portWanted = 'mylzip:port-wanted'
export const portGiven = 'mylzip:port-given'

export interface PortWanted {
  type: typeof portWanted
}

/** Travels with exactly one MessagePort in `MessageEvent.ports`. */
export interface PortGiven {
  type: typeof portGiven
}
