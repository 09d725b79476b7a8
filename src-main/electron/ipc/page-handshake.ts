import { type PortGiven, portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'
import { givePortChannel, wantPortChannel } from './channels.ts'

/** As much of the page's window as the handshake uses; src-main is built without the DOM's types. */
export interface PageWindow {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: { source: unknown; origin: string; data: unknown }) => void): void
  postMessage(message: PortGiven, targetOrigin: string, transfer: readonly object[]): void
}

export interface MainProcess {
  send(channel: string): void
  on(channel: string, listener: (event: { ports: readonly object[] }) => void): unknown
}

/** Passes the page's wish for a port on to the main process, and the port back to the page. Nothing else passes. */
export function startHandshake(page: PageWindow, main: MainProcess): void {
  page.addEventListener('message', ({ source, origin, data }) => {
    if (source === page && origin === page.location.origin && isWish(data)) main.send(wantPortChannel)
  })
  main.on(givePortChannel, ({ ports }) => page.postMessage({ type: portGiven }, page.location.origin, ports))
}

function isWish(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === portWanted
}
