import { protocol, type Session } from 'electron'
import { readPage } from '../../doors/pages/read-page.adapter.ts'
import { isDashboardUrl, scheme } from '../dashboard-address.policy.ts'

/** To be called before Electron is ready. Standard and secure, so that the page has an origin, storage and modules as on the web. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** Serves the built dashboard under app://dashboard/, with the same files, types and policy as the loopback door. */
export function serveDashboard(session: Session, rendererFolder: string): void {
  session.protocol.handle(scheme, async ({ url, method }) => {
    const page = isDashboardUrl(url) && method === 'GET' ? await readPage(rendererFolder, new URL(url).pathname) : undefined
    return page ? new Response(page.body, { headers: page.headers }) : new Response('There is no such page.\n', { status: 404 })
  })
}
