import { ipcRenderer } from 'electron'
import { type PageWindow, startHandshake } from './ipc/page-handshake.ts'

// Runs beside the dashboard's page in a world of its own: the page sees none of this, only the messages they agreed on.
declare const window: PageWindow
startHandshake(window, ipcRenderer)
