import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, missing, prepareGround } from '../../support/foreign-clients.ts'
import { verifyChain } from '../../support/verify-chain.ts'

const needs = missing('certbot') ?? missing('openssl')

describe.skipIf(needs)(`certbot, which knows nothing of this product (${needs ?? 'from Debian'})`, () => {
  let ground: Ground
  let name: string

  beforeAll(async () => {
    ground = await prepareGround()
    name = ground.device.enrolled.name
  })
  afterAll(() => ground.close())

  function certbot(...args: string[]): Promise<string> {
    const folders = ['config', 'work', 'logs'].flatMap((kind) => [`--${kind}-dir`, join(ground.folder, kind)])
    return ground.run('certbot', [...args, ...folders, '--server', ground.stack.addresses.directoryUrl, '--non-interactive'])
  }
  const registering = ['--agree-tos', '--register-unsafely-without-email']
  const chain = (host: string) => join(ground.folder, 'config', 'live', host, 'fullchain.pem')

  test('gets a certificate over dns-01 through the cloud’s own name server', async () => {
    const hooks = ['--manual', '--preferred-challenges', 'dns', '--manual-auth-hook', ground.hook, '--manual-cleanup-hook', ground.hook]
    await certbot('certonly', ...registering, ...hooks, '--key-type', 'rsa', '--rsa-key-size', '2048', '-d', name)
    expect(await verifyChain(ground, chain(name), name)).toContain('OK')
  })

  test('gets one over http-01 for two names at once, with its own web server', async () => {
    const hosts = [`one.${name}`, `two.${name}`]
    const standalone = ['--standalone', '--http-01-address', '127.0.0.1', '--http-01-port', String(ground.http01Port)]
    await certbot('certonly', ...registering, ...standalone, ...hosts.flatMap((host) => ['-d', host]))
    for (const host of hosts) expect(await verifyChain(ground, chain(hosts[0] ?? ''), host)).toContain('OK')
  })

  test('renews both without being asked again how', async () => {
    const before = await readFile(chain(name), 'utf8')
    const said = await certbot('renew', '--force-renewal', '--no-random-sleep-on-renew')
    expect(said).toContain('all renewals succeeded')
    expect(await readFile(chain(name), 'utf8')).not.toBe(before)
  })

  test('revokes one with the key of the certificate itself', async () => {
    const key = join(ground.folder, 'config', 'live', name, 'privkey.pem')
    const copy = await readFile(chain(name), 'utf8')
    expect(copy).toContain('BEGIN CERTIFICATE')
    await certbot('revoke', '--cert-path', chain(name), '--key-path', key, '--reason', 'keycompromise', '--no-delete-after-revoke')
    await expect(verifyChain(ground, chain(name), name, { revocation: true })).rejects.toThrow('certificate revoked')
  })
})
