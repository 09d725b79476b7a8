import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { sampleCertificate, sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'
import { letsEncrypt } from '../../support/scripted-authorities.ts'

const own = 'https://ca.intranet.example/acme/acme/directory'

const three = [
  letsEncrypt,
  {
    ...letsEncrypt,
    directory: 'https://acme.zerossl.com/v2/DV90',
    label: 'ZeroSSL',
    staging: null,
    position: 1,
    needsBinding: true,
    account: { ...letsEncrypt.account, status: 'none' as const, url: null },
  },
  {
    ...letsEncrypt,
    directory: own,
    label: 'ca.intranet.example',
    staging: null,
    position: null,
    roots: [{ name: 'CN=Intranet Root CA', sha256: Array(32).fill('A7').join(':'), notAfter: toTimestamp(sampleNow + 3_000 * day) }],
  },
]
const snapshot = sampleSnapshot({
  certificates: [
    sampleCertificate({ directory: letsEncrypt.directory }),
    sampleCertificate({ id: '5f0c3f9e-0d5b-4a53-9d0e-6f6f6a3a8f02', names: ['printer.intranet.example'], directory: own }),
  ],
})

/** What a person has agreed with authorities. */
export const authorityScenes = {
  authorities: { snapshot, authorities: three },
  'account-key-pending': {
    snapshot,
    authorities: three.map((authority) => ({ ...authority, account: { ...authority.account, keyChangePending: authority === three[0] } })),
  },
  'set-by-organisation': {
    snapshot,
    authorities: three,
    policy: { version: 4, rules: { authorities: [letsEncrypt.directory], account: 'own', keyType: 'p-256' } },
  },
  'authority-untrusted': {
    snapshot,
    authorities: three,
    lookAtAuthority: new Refusal('ACME_TLS_UNTRUSTED', { directory: own, issuer: 'Intranet Root CA' }),
  },
} satisfies Record<string, Script>
