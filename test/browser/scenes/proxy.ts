import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { ProxyView } from '@mylzip/shared/operations/proxy.ts'
import type { Script } from '../../support/scripted-agent.ts'
import { scenes } from '../scenes.ts'

const place = 'proxy.intranet.example:3128'
const { snapshot } = scenes.protected
const signIn = new Refusal('PROXY_SIGN_IN', { proxy: place, host: 'acme-v02.api.letsencrypt.org:443' })

const finding = (id: string, status: Finding['status'], refusal?: Refusal): Finding => ({
  id,
  group: 'network',
  title: id,
  status,
  code: refusal?.code ?? null,
  ...(refusal && { data: refusal.data }),
  sentence: refusal?.message ?? 'It is well.',
  nextStep: refusal ? 'Give user name and password in the settings.' : null,
  evidence: [],
  obstacles: [],
  holdsUp: [],
  durationMs: 12,
})

const named: ProxyView = {
  use: 'own',
  own: {
    address: `http://${place}`,
    user: 'device',
    password: 'kept',
    past: ['.intranet.example', 'a-host-with-a-very-long-name-that-somebody-thought-of.department.customer.example'],
  },
  ways: [
    { url: 'https://cloud.myl.test', proxy: place },
    { url: 'https://acme-v02.api.letsencrypt.org/directory', proxy: place },
    { url: 'https://ca.intranet.example/directory', proxy: null },
  ],
  byOrganisation: false,
}

/** Ways out of an office. */
export const proxyScenes = {
  'proxy-named': { snapshot, proxy: named },
  'proxy-in-the-way': {
    snapshot,
    refuseProxy: signIn,
    proxyTest: {
      findings: [
        finding('proxy', 'failed', signIn),
        finding('authority:https://acme-v02.api.letsencrypt.org/directory', 'failed', signIn),
        finding('cloud', 'ok'),
        finding('interception', 'skipped'),
      ],
    },
  },
  'proxy-set-by-organisation': { snapshot, proxy: { ...named, byOrganisation: true } },
} satisfies Record<string, Script>
