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

export interface Links {
  /** Of this device's page and of its cloud. */
  ownOrigins(): readonly string[]
  /** Of the page where the device that waits to be let in is approved: before that nothing says which cloud it will have. */
  waitingOrigins(): Promise<readonly string[]>
  /** A page wanted to open what may not be. */
  blocked(address: string): void
}

/** Holds every page, also one that should never have come to be, to the dashboard and to links the person may follow. */
export function lockDownPages(links: Links): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents, links))
}

async function follow(address: string, { blocked, ownOrigins, waitingOrigins }: Links): Promise<void> {
  if (mayOpenExternally(address, ownOrigins())) return shell.openExternal(address)
  // What is no address of the web is nothing to ask the agent for.
  const isWeb = /^https?:$/.test(URL.parse(address)?.protocol ?? '')
  if (isWeb && mayOpenExternally(address, await waitingOrigins())) return shell.openExternal(address)
  blocked(address)
}

function lockDown(contents: WebContents, links: Links): void {
  const block = (event: Electron.Event<{ url: string }>) => {
    if (!isDashboardUrl(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', block)
  contents.on('will-frame-navigate', block)
  contents.on('will-redirect', block)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isDashboardUrl(contents.getURL())) void follow(url, links).catch(() => links.blocked(url))
    else links.blocked(url)
    return { action: 'deny' }
  })
}
