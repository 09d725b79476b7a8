import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ProxyTest, ProxyView, ProxyWish } from '@mylzip/shared/operations/proxy.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'

export interface ProxyScript {
  /** The proxy; the system's, which names none, unless told. */
  proxy?: ProxyView
  /** What comes of trying one; nothing is wrong unless told. */
  proxyTest?: ProxyTest
  /** What stands in the way of a proxy that is tried before it is kept. */
  refuseProxy?: Refusal
  refuseSettings?: Refusal
}

const urls = ['https://cloud.myl.test', 'https://acme-v02.api.letsencrypt.org/directory']
const directly: ProxyView = { use: 'system', own: null, ways: urls.map((url) => ({ url, proxy: null })), byOrganisation: false }

/** The proxy of a scene, in its memory. A password is told by its length alone. */
export function scriptProxy(script: ProxyScript, asked: string[]): AgentServices['proxy'] {
  let view = script.proxy ?? directly
  const told = (wish: ProxyWish | undefined) => {
    if (wish?.use !== 'own') return wish?.use ?? 'now'
    const { address, past, password, user } = wish
    return [address, user ?? '', '*'.repeat(password?.length ?? 0), past.join(',')].filter(Boolean).join(' ')
  }
  return {
    get: async () => view,
    async test(wish) {
      asked.push(`proxy test ${told(wish)}`)
      return script.proxyTest ?? { findings: [] }
    },
    async set(wish, untried) {
      asked.push(`proxy set ${told(wish)}${untried ? ' untried' : ''}`)
      if (script.refuseSettings !== undefined) throw script.refuseSettings
      if (wish.use === 'own' && !untried && script.refuseProxy !== undefined) throw script.refuseProxy
      view =
        wish.use === 'own'
          ? {
              use: 'own',
              own: { address: wish.address, user: wish.user, password: wish.user === null ? 'none' : 'kept', past: wish.past },
              ways: urls.map((url) => ({ url, proxy: wish.address.replace(/^https?:\/\//, '') })),
              byOrganisation: false,
            }
          : { ...directly, use: wish.use }
      return view
    },
  }
}
