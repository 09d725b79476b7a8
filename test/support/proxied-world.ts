import type { RequestListener } from 'node:http'
import { prepareProxy } from '#main/composition/proxy-parts.ts'
import { keptProxy } from '#main/proxy/kept-proxy.ts'
import { createProxyInUse } from '#main/system/network/proxy-in-use.ts'
import { openFoundations } from './agent-foundations.ts'
import { type ProxyBehaviour, startConnectProxy } from './connect-proxy.ts'
import { directoryPage, startPage } from './https-page.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { createTestAuthority } from './test-authority.ts'

/** Names that no DNS knows: whatever answers by them was reached through a proxy. */
export const caHost = 'ca.elsewhere.test'
export const cloudHost = 'cloud.elsewhere.test'
const directoryUrl = `https://${caHost}/dir`

type Options = Parameters<typeof prepareProxy>[0]['options']

/** A cloud and an authority that are to be reached through a proxy alone, and an agent's setting of that proxy. */
export async function startProxiedWorld() {
  const closers: (() => Promise<unknown>)[] = []
  const folder = await temporaryFolder()
  const trusted = await createTestAuthority('Beyond the proxy')
  const page = async (host: string, answer: RequestListener, by = trusted) => {
    const started = await startPage(await by.issue({ names: [host] }), answer)
    closers.push(started.close)
    return started.port
  }
  const hosts = {
    [caHost]: await page(caHost, directoryPage()),
    [cloudHost]: await page(cloudHost, (_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ now: new Date().toISOString() }))
    }),
  }

  /** The agent's part in it; with another `options.proxy` as its administrators have set it. */
  async function openAgent(options: Partial<Options> = {}, environment: Record<string, string> = {}) {
    const base = await openFoundations(folder.path)
    const proxy = createProxyInUse(environment, options.proxy ?? (await keptProxy(base.db, base.secrets)))
    let looks = 0
    const setting = prepareProxy({
      ...base,
      proxy,
      log: createSilentLog(),
      userAgent: 'test',
      options: { cloudUrl: `https://${cloudHost}`, directoryUrl, extraRootsPem: trusted.rootPem, ...options },
      lookAgain: () => {
        looks += 1
      },
    })
    return { ...base, proxy, setting, looks: () => looks }
  }

  return {
    folder: folder.path,
    directoryUrl,
    rootPem: trusted.rootPem,
    hosts,
    page,
    openAgent,
    async startProxy(behaviour: Partial<ProxyBehaviour> = {}) {
      const started = await startConnectProxy({ hosts, ...behaviour })
      closers.push(started.close)
      return started
    },
    async stop() {
      await Promise.all(closers.map((close) => close()))
      await folder.remove()
    },
  }
}
