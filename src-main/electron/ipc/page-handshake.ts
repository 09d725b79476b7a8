import { type Correspondent, correspondents, type PortGiven, portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'
import { givePortChannel, wantPortChannel } from './channels.ts'

/** As much of the page's window as the handshake uses; src-main is built without the DOM's types. */
export interface PageWindow {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: { source: unknown; origin: string; data: unknown }) => void): void
  postMessage(message: PortGiven, targetOrigin: string, transfer: readonly object[]): void
}

export interface MainProcess {
  send(channel: string, to: Correspondent): void
  on(channel: string, listener: (event: { ports: readonly object[] }, to: Correspondent) => void): unknown
}

/** Passes the page's wish for a port on to the main process, and the port back to the page. Nothing else passes. */
export function startHandshake(page: PageWindow, main: MainProcess): void {
  page.addEventListener('message', ({ source, origin, data }) => {
    const to = source === page && origin === page.location.origin ? wishIn(data) : undefined
    if (to !== undefined) main.send(wantPortChannel, to)
  })
  main.on(givePortChannel, ({ ports }, to) => page.postMessage({ type: portGiven, to }, page.location.origin, ports))
}

function wishIn(data: unknown): Correspondent | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== portWanted || !('to' in data)) return undefined
  return correspondents.find((known) => known === data.to)
}
