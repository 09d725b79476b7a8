import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, missing, prepareGround } from '../../support/foreign-clients.ts'
import { verifyChain } from '../../support/verify-chain.ts'

const needs = missing('lego') ?? missing('openssl')

describe.skipIf(needs)(`lego, which knows nothing of this product (${needs ?? 'from Debian'})`, () => {
  let ground: Ground
  let name: string

  beforeAll(async () => {
    ground = await prepareGround()
    name = ground.device.enrolled.name
  })
  afterAll(() => ground.close())

  const common = (domain: string, path: string) => [
    ...['--server', ground.stack.addresses.directoryUrl, '--path', join(ground.folder, path)],
    ...['--accept-tos', '--email', 'it@acme.example', '--domains', domain],
  ]
  const overDns = () => [
    ...common(name, 'dns'),
    '--dns',
    'exec',
    '--dns.disable-cp',
    '--dns.resolvers',
    `127.0.0.1:${ground.stack.addresses.dnsPort}`,
  ]
  const hooked = () => ({ EXEC_PATH: ground.hook, EXEC_POLLING_INTERVAL: '1' })
  const file = (path: string, domain: string, kind: string) => join(ground.folder, path, 'certificates', `${domain}.${kind}`)
  const certificate = async () => new X509Certificate(await readFile(file('dns', name, 'crt')))

  test('gets a certificate over dns-01, for the name of a device, with an RSA key', async () => {
    await ground.run('lego', [...overDns(), '--key-type', 'rsa2048', 'run'], hooked())
    expect((await certificate()).checkHost(name)).toBe(name)
    expect(await verifyChain(ground, file('dns', name, 'crt'), name)).toContain('OK')
  })

  test('renews it, and gets another one', async () => {
    const before = await certificate()
    await ground.run('lego', [...overDns(), 'renew', '--days', '365', '--no-random-sleep'], hooked())
    const after = await certificate()
    expect(after.serialNumber).not.toBe(before.serialNumber)
    expect(await verifyChain(ground, file('dns', name, 'crt'), name)).toContain('OK')
  })

  test('revokes it, and openssl learns so from the revocation list', async () => {
    expect(await verifyChain(ground, file('dns', name, 'crt'), name, { revocation: true })).toContain('OK')
    await ground.run('lego', [...overDns(), 'revoke', '--keep', '--reason', '4'], hooked())
    await expect(verifyChain(ground, file('dns', name, 'crt'), name, { revocation: true })).rejects.toThrow('certificate revoked')
  })

  test('gets a certificate over http-01, with a key on P-384', async () => {
    const host = `web.${name}`
    await ground.run('lego', [
      ...common(host, 'http'),
      '--http',
      '--http.port',
      `127.0.0.1:${ground.http01Port}`,
      '--key-type',
      'ec384',
      'run',
    ])
    expect(await verifyChain(ground, file('http', host, 'crt'), host)).toContain('OK')
  })

  test('is told so when a name is not one to practise with', async () => {
    const attempt = ground.run('lego', [
      ...common('www.example.com', 'no'),
      '--http',
      '--http.port',
      `127.0.0.1:${ground.http01Port}`,
      'run',
    ])
    await expect(attempt).rejects.toThrow('rejectedIdentifier')
  })
})
