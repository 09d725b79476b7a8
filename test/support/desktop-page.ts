import type { DesktopClient } from '@mylzip/shared/operations/desktop.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { wantPortChannel } from '#main/electron/ipc/channels.ts'
import { ipcMain, type MessagePortMain, WebContentsDouble } from './electron-double.ts'

/** What the flyout's page holds in its hand. */
export function desktopPage(): DesktopClient {
  const given: MessagePortMain[] = []
  const senderFrame = {
    url: 'app://dashboard/index.html#/flyout',
    parent: null,
    postMessage: (_channel: string, _to: string, ports: MessagePortMain[]) => void given.push(...ports),
  }
  ipcMain.emit(wantPortChannel, { sender: new WebContentsDouble(), senderFrame }, 'desktop')
  const [end] = given
  if (!end) throw new Error('no port was given')
  const client: DesktopClient = createORPCClient(new RPCLink({ port: end.port as unknown as MessagePort }))
  end.port.start()
  return client
}
