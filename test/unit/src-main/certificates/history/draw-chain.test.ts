import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawChain } from '#main/certificates/history/draw-chain.ts'
import { openssl, opensslIsThere } from '../../../../support/openssl.ts'
import { opensslWithFiles } from '../../../../support/openssl-files.ts'

const config = `
[req]
distinguished_name = dn
prompt = no
[dn]
[authority]
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
[leaf]
subjectAltName = DNS:intranet.example, DNS:wiki.example
`

interface Party {
  key: string
  pem: string
}

const ec = () => openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], '')
const rsa = () => openssl(['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'], '')

/** A certificate by the openssl program: signed by itself where nobody signs it. */
function certify(subject: string, key: string, by?: Party, extensions = 'authority'): Party {
  const request = ['req', '-new', '-x509', '-config', '@config', '-extensions', extensions, '-subj', subject, '-days', '30', '-key', '@key']
  const signed = by === undefined ? [] : ['-CA', '@ca', '-CAkey', '@cakey']
  const { printed } = opensslWithFiles([...request, ...signed], { config, key, ...(by && { ca: by.pem, cakey: by.key }) })
  return { key, pem: printed }
}

const of = (...parties: Party[]) => parties.map(({ pem }) => new X509Certificate(pem))
const fingerprint = (pem: string) => openssl(['x509', '-noout', '-fingerprint', '-sha256'], pem).trim().split('=')[1]?.replaceAll(':', '')

describe.skipIf(!opensslIsThere)('a chain that the openssl program made', () => {
  let root: Party
  let intermediate: Party
  let leaf: Party
  beforeAll(() => {
    root = certify('/CN=Old Root/O=Authority', ec())
    intermediate = certify('/C=DE/O=Authority/CN=Issuing 1', rsa(), root)
    leaf = certify('/', ec(), intermediate, 'leaf')
  })

  const draw = (handedOver: Party[], machine: Party[], given: Party[] = []) =>
    drawChain(of(...handedOver), { machine: of(...machine), given: of(...given) })
  const drawn = (chain: ReturnType<typeof draw>) => chain.links.map(({ name, from, trusted }) => [name, from, trusted])

  test('is drawn from the certificate to the root of this machine, as openssl reads each', () => {
    const chain = draw([leaf, intermediate], [root])
    expect(chain.root).toBe('machine')
    expect(drawn(chain)).toEqual([
      ['intranet.example', 'authority', true],
      ['Issuing 1 (Authority)', 'authority', true],
      ['Old Root (Authority)', 'trusted-here', true],
    ])
    expect(chain.links.map(({ key }) => key)).toEqual(['ECDSA P-384', 'RSA 3072', 'ECDSA P-384'])
    expect(chain.links.map(({ sha256 }) => sha256)).toEqual([leaf, intermediate, root].map(({ pem }) => fingerprint(pem)))
    expect(chain.links[1]).toMatchObject({ subject: 'C=DE, O=Authority, CN=Issuing 1', issuer: 'CN=Old Root, O=Authority' })
  })

  test('that leads to no root of this machine is trusted nowhere on its way', () => {
    const stranger = certify('/CN=Old Root/O=Authority', ec())
    expect(draw([leaf, intermediate], [stranger])).toMatchObject({ root: null, links: [{ trusted: false }, { trusted: false }] })
  })

  test('that leads to a root which was given for its authority alone says so', () => {
    expect(draw([leaf, intermediate], [], [root])).toMatchObject({ root: 'given', links: { length: 3 } })
  })

  test('with its root handed over too shows that once', () => {
    expect(drawn(draw([leaf, intermediate, root], [root]))).toEqual([
      ['intranet.example', 'authority', true],
      ['Issuing 1 (Authority)', 'authority', true],
      ['Old Root (Authority)', 'authority', true],
    ])
  })

  test('whose root an older one has signed as well is trusted by its own', () => {
    const crossSigned = certify('/CN=Old Root/O=Authority', root.key, certify('/CN=Older still', ec()))
    const chain = draw([leaf, intermediate, crossSigned], [root])
    expect(chain).toMatchObject({ root: 'machine', links: [{ trusted: true }, { trusted: true }, { trusted: true }] })
  })

  test('with a stranger in the middle is trusted by nobody, though a root is at its end', () => {
    const stranger = certify('/C=DE/O=Authority/CN=Issuing 1', ec(), root)
    expect(draw([leaf, stranger], [root])).toMatchObject({ root: null, links: [{ trusted: false }, { trusted: false }] })
  })
})
