import { app, type Session, shell, type WebContents } from 'electron'
import { isDashboardUrl } from '../dashboard-address.policy.ts'
import { mayOpenExternally } from './external-links.policy.ts'

/** Putting a text on the clipboard, which the person has asked for by a button. Never reading what lies there. */
const granted = 'clipboard-sanitized-write'

/** No page of ours needs the camera, notifications, devices or anything else a page can ask for, but that. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permission === granted && isDashboardUrl(requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === granted && isDashboardUrl(origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
}

/** Holds every page, also one that should never have come to be, to the dashboard and to links the person may follow. */
export function lockDownPages(ownOrigins: () => readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents, ownOrigins))
}

function lockDown(contents: WebContents, ownOrigins: () => readonly string[]): void {
  const block = (event: Electron.Event<{ url: string }>) => {
    if (!isDashboardUrl(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', block)
  contents.on('will-frame-navigate', block)
  contents.on('will-redirect', block)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url, ownOrigins())) void shell.openExternal(url)
    return { action: 'deny' }
  })
}
