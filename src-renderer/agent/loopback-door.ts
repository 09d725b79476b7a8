import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { type Door, PermissionEnded } from './door.ts'
import { takeLinkToken } from './link-token.ts'

const bearerKey = 'mylzip.bearer'

/**
 * The browser's door: HTTP on the agent's loopback address. The link's one-time token is exchanged for a bearer that
 * lives as long as the tab. Not a cookie: those go to every port of the host, and so to other programs.
 */
export function createLoopbackDoor(page: Window): Door {
  // Taken before anything else happens, so that neither history nor a screenshot keeps it.
  let token = takeLinkToken(page)
  const bearer = () => page.sessionStorage.getItem(bearerKey)

  const link = new RPCLink({
    url: new URL('rpc', page.location.origin),
    headers: () => ({ authorization: `Bearer ${bearer() ?? ''}` }),
    fetch: (request, init) => page.fetch(request, { ...init, credentials: 'omit', cache: 'no-store' }),
  })
  const client: AgentClient = createORPCClient(link)

  return {
    async open() {
      const taken = token
      if (taken !== undefined) {
        const exchanged = await exchange(page, taken)
        if (token === taken) token = undefined
        if (exchanged !== undefined) page.sessionStorage.setItem(bearerKey, exchanged)
        else if (bearer() === null) throw new PermissionEnded('link-used')
      }
      if (bearer() === null) throw new PermissionEnded('no-link')
      return client
    },
    onInvitation(listener) {
      // Following a new link in the same tab changes the fragment alone and loads nothing.
      const follow = () => {
        const next = takeLinkToken(page)
        if (next === undefined) return
        token = next
        listener()
      }
      page.addEventListener('hashchange', follow)
      return () => page.removeEventListener('hashchange', follow)
    },
  }
}

/** The bearer, or undefined when the agent did not take the token. Rejects when the agent did not answer. */
async function exchange(page: Window, token: string): Promise<string | undefined> {
  const response = await page.fetch(new URL('session', page.location.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'omit',
    cache: 'no-store',
  })
  if (response.status === 429 || response.status >= 500) throw new Error(`the agent answered ${response.status}`)
  if (!response.ok) return undefined
  const { bearer } = (await response.json()) as { bearer: string }
  return bearer
}
