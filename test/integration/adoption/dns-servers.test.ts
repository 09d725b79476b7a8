import { generateKeyPairSync } from 'node:crypto'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDnsServers } from '#main/challenges/dns-servers/dns-servers.service.ts'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { writeCertbotFolder } from '../../support/adoption/certbot-folder.ts'
import { writePoshOrder, writePoshServer } from '../../support/adoption/posh-acme-folder.ts'
import { winAcmePlugins, writeWinAcmeRenewal } from '../../support/adoption/win-acme-folder.ts'
import { opensslIsThere } from '../../support/openssl.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const secret = Buffer.from('a secret of thirty-two characters').toString('base64')
const server = 'rfc2136://ns.example:5353?key=renewals.example&algorithm=hmac-sha256'

describe.skipIf(!opensslIsThere)('a customer’s DNS server in which another program proves names (needs openssl)', () => {
  const name = 'shop.example'
  const names = [name]
  let authority: TestAuthority
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let root: string
  let agent: AdoptingAgent

  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  beforeEach(async () => {
    home = await temporaryFolder()
    root = join(home.path, 'folder')
    agent = await startAdoptingAgent()
  })
  afterEach(async () => {
    await agent.stop()
    await home.remove()
  })

  const dnsServers = () => createDnsServers({ ...agent, clock: { now: Date.now } })

  async function certbot(credentials: string, algorithm = 'HMAC-SHA256'): Promise<void> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await writeCertbotFolder(root, name, await authority.issue({ names }), privateKey.export({ format: 'jwk' }) as JsonWebKey)
    const settings = { server: 'ns.example', port: '5353', name: 'renewals.example.', secret, algorithm }
    const lines = Object.entries(settings).map(([key, value]) => `dns_rfc2136_${key} = ${value}`)
    await writeFile(credentials, `# Target DNS server\n${lines.join('\n')}\n`)
    const conf = join(root, 'renewal', `${name}.conf`)
    const text = (await readFile(conf, 'utf8')).replace('standalone', 'dns-rfc2136')
    await writeFile(conf, text)
    await appendFile(conf, `dns_rfc2136_credentials = ${credentials}\n`)
  }

  const winAcme = (TsigKeySecret: string) =>
    authority.issue({ names }).then((bundle) =>
      writeWinAcmeRenewal(join(root, 'ca.example'), {
        id: 'a',
        bundle,
        names,
        password: 'x',
        validation: {
          Plugin: winAcmePlugins.rfc2136,
          ServerHost: 'ns.example',
          ServerPort: 5353,
          TsigKeyName: 'renewals.example',
          TsigKeySecret,
          TsigKeyAlgorithm: 'Sha256',
        },
      }),
    )

  const posh = async (pluginArgs: object) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ format: 'jwk' }) as JsonWebKey
    const account = await writePoshServer(root, { account: '1', directory: 'https://ca.example/dir', key })
    const args = {
      DDNSNameserver: 'ns.example',
      DDNSPort: '5353',
      DDNSKeyName: 'renewals.example',
      DDNSKeyType: 'hmac-sha256',
      ...pluginArgs,
    }
    await writePoshOrder(account, 'shop', { bundle: await authority.issue({ names }), names, plugin: 'RFC2136', pluginArgs: args })
  }

  test.each([
    ['certbot', () => certbot(join(root, 'rfc2136.ini'))],
    ['win-acme', () => winAcme(Buffer.from(secret).toString('base64'))],
    ['posh-acme', () => posh({ DDNSKeyValueInsecure: secret })],
  ] as const)('is taken over from %s together with its key, which is not shown', async (source, write) => {
    await write()
    const findings = await agent.scan([root])
    const [found] = findings.certificates
    expect(found).toMatchObject({ source, problems: [], proof: { via: 'rfc2136', server: expect.stringContaining('ns.example:5353') } })
    expect(JSON.stringify(findings)).not.toContain(secret)
    const taken = await agent.takeOver({ source, folder: root, id: found?.id ?? '' })
    expect(taken.notices.map(({ code }) => code)).not.toContain('ADOPTION_PROOF_UNKNOWN')
    const { proof } = await agent.certificates.get(taken.certificateId)
    const url = proof.via === 'rfc2136' ? proof.server : ''
    const { key } = await dnsServers().updatesAt(url)
    expect(key).toMatchObject({ name: 'renewals.example', algorithm: 'hmac-sha256' })
    expect(Buffer.from(key.secret).toString('base64')).toBe(secret)
  })

  test.each([
    ['sealed by Windows', () => winAcme('enc-AQAAANCM')],
    ['sealed for a user', () => posh({ DDNSKeyValue: { origType: 'securestring', value: '01000000d08c' } })],
    ['for MD5, which is not spoken here', () => certbot(join(root, 'rfc2136.ini'), 'HMAC-MD5')],
  ])('whose key is %s is named, and has to be chosen anew', async (_, write) => {
    await write()
    const [found] = (await agent.scan([root])).certificates
    expect(found).toMatchObject({ obstacle: null, proof: null, way: expect.any(String) })
  })

  test('whose credentials lie outside of certbot’s folder is not looked for there', async () => {
    await certbot(join(home.path, 'rfc2136.ini'))
    expect((await agent.scan([root])).certificates).toMatchObject([
      { obstacle: null, proof: null, problems: [{ code: 'ADOPTION_FILE_OUTSIDE' }] },
    ])
  })

  test('that a person has brought already keeps its key', async () => {
    await posh({ DDNSKeyValueInsecure: secret })
    const own = Buffer.from('brought by a person, and in use now').toString('base64')
    await dnsServers().add(server, own)
    await agent.takeOver({ source: 'posh-acme', folder: root, id: 'LE_PROD/1/shop' })
    expect(Buffer.from((await dnsServers().updatesAt(server)).key.secret).toString('base64')).toBe(own)
  })
})
