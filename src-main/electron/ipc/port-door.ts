import { ipcMain, MessageChannelMain, type WebContents } from 'electron'
import { windowCaller } from '../../doors/access.policy.ts'
import type { StopServing } from '../../doors/doors.port.ts'
import { serveMessagePort } from '../../doors/message-port/serve-message-port.ts'
import { isDashboardFrame } from '../dashboard-address.policy.ts'
import type { DesktopAgent } from '../desktop.port.ts'
import { givePortChannel, wantPortChannel } from './channels.ts'

/** Gives the dashboard's own page a port to the agent whenever it wishes for one. Every other frame gets silence. */
export function openPortDoor({ router, mode, log }: DesktopAgent): StopServing {
  const serving = new Map<WebContents, StopServing>()
  const end = (contents: WebContents) => {
    serving.get(contents)?.()
    serving.delete(contents)
  }

  const give = (event: Electron.IpcMainEvent) => {
    const { sender, senderFrame } = event
    if (senderFrame === null || !isDashboardFrame(senderFrame)) {
      log.warn('A frame that is not the dashboard asked for a port', { url: senderFrame?.url })
      return
    }
    if (serving.has(sender)) end(sender)
    else sender.once('destroyed', () => end(sender))
    const { port1, port2 } = new MessageChannelMain()
    serving.set(sender, serveMessagePort(router, port1, windowCaller(mode)))
    senderFrame.postMessage(givePortChannel, null, [port2])
  }

  ipcMain.on(wantPortChannel, give)
  return () => {
    ipcMain.off(wantPortChannel, give)
    for (const contents of [...serving.keys()]) end(contents)
  }
}
