/**
 * How a page inside the desktop program gets its way to the agent, and its way to the program itself (desktop.ts). The page is inside
 * it when its address has the scheme `app:`; anywhere else it uses the loopback door.
 *
 * 1. The page listens for `message` on its own window, and posts `{ type: portWanted, to }` to its own origin.
 * 2. The preload script passes the wish on; the desktop program checks that it comes from the dashboard's own top
 *    frame, makes a channel and serves the contract that was wished for at the other end of it.
 * 3. The page receives a `message` whose `source` is its own window, `data` is `{ type: portGiven, to }` and `ports[0]` the way:
 *    `createORPCClient(new RPCLink({ port: ports[0] }))` from '@orpc/client/message-port', then `ports[0].start()`.
 *
 * The page may wish again at any time (it was reloaded, or a port went silent): it gets a new port and the one before
 * is closed. There is no answer when whom it wants is not up yet; wish again.
 */
export const portWanted = 'mylzip:port-wanted'
export const portGiven = 'mylzip:port-given'

/** Whom a page can have a port to. */
export const correspondents = ['agent', 'desktop'] as const
export type Correspondent = (typeof correspondents)[number]

export interface PortWanted {
  type: typeof portWanted
  to: Correspondent
}

/** Travels with exactly one MessagePort in `MessageEvent.ports`. */
export interface PortGiven {
  type: typeof portGiven
  to: Correspondent
}
