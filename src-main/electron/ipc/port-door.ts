import type { Correspondent } from '@mylzip/shared/operations/renderer-handshake.ts'
import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import type { StopServing } from '../../doors/doors.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import { isDashboardFrame } from '../dashboard-address.policy.ts'
import { givePortChannel, wantPortChannel } from './channels.ts'

interface Needs {
  /** Whom this door leads to. */
  to: Correspondent
  /** Answers at this end of a page's port. */
  serve(port: MessagePortMain): StopServing
  log: Log
}

/** Gives the pages of the dashboard, the flyout's among them, a port whenever they wish for one. Every other frame gets silence. */
export function openPortDoor({ to, serve, log }: Needs): StopServing {
  const serving = new Map<WebContents, StopServing>()
  const end = (contents: WebContents) => {
    serving.get(contents)?.()
    serving.delete(contents)
  }

  const give = (event: Electron.IpcMainEvent, wanted: unknown) => {
    if (wanted !== to) return
    const { sender, senderFrame } = event
    if (senderFrame === null || !isDashboardFrame(senderFrame)) {
      log.warn('A frame that is not the dashboard asked for a port', { url: senderFrame?.url })
      return
    }
    if (serving.has(sender)) end(sender)
    else sender.once('destroyed', () => end(sender))
    const { port1, port2 } = new MessageChannelMain()
    serving.set(sender, serve(port1))
    senderFrame.postMessage(givePortChannel, to, [port2])
  }

  ipcMain.on(wantPortChannel, give)
  return () => {
    ipcMain.off(wantPortChannel, give)
    for (const contents of [...serving.keys()]) end(contents)
  }
}
