import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectTo, newTestAccount } from '../../support/acme-client-under-test.ts'
import { freePorts } from '../../support/free-port.ts'
import { type ProxyBehaviour, type ProxyServer, startProxyServer } from '../../support/proxy-server.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

/** The CA's name is known to nobody but the proxy: whatever is answered came through it. */
const host = 'ca.elsewhere.test'

describe('a certificate authority behind a proxy', () => {
  const settings = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy']
  let kept: [string, string | undefined][]
  let tls: TestAuthority
  const stopping: { stop(): Promise<unknown> }[] = []

  beforeEach(async () => {
    kept = settings.map((name) => [name, process.env[name]])
    for (const name of settings) delete process.env[name]
    tls = await createTestAuthority('Beyond the proxy')
  })
  afterEach(async () => {
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    await Promise.all(stopping.splice(0).map((each) => each.stop()))
  })

  async function through(behaviour: ProxyBehaviour): Promise<ProxyServer> {
    const proxy = await startProxyServer(behaviour)
    stopping.push(proxy)
    process.env.HTTPS_PROXY = proxy.setting
    return proxy
  }

  async function startCa(names: string[]): Promise<number> {
    const { certificatePem, chainPem, privateKeyPem } = await tls.issue({ names })
    const server = createServer({ cert: certificatePem + chainPem.join(''), key: privateKeyPem }, (_, response) => {
      response.setHeader('content-type', 'application/json').end('{"hello":"world"}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    stopping.push({
      stop: () => {
        server.closeAllConnections()
        return new Promise((resolve) => server.close(resolve))
      },
    })
    return (server.address() as AddressInfo).port
  }

  const prepare = async (rootPem = tls.rootPem) => {
    const patience = { connecting: 500, silence: 1_000, overall: 2_000 }
    return connectTo({ directoryUrl: `https://${host}/dir`, rootPem }, await newTestAccount(), { patience }).prepareAccount()
  }

  test('is reached through it, by its name', async () => {
    const proxy = await through({ leadsTo: await startCa([host]) })
    await expect(prepare()).rejects.toMatchObject({ code: 'ACME_NOT_A_DIRECTORY' })
    expect(proxy.tunnels).toEqual([`${host}:443`])
  })

  test('is trusted as little as without a proxy: who answers in its place is named', async () => {
    await through({ leadsTo: await startCa([host]) })
    const other = await createTestAuthority('Other')
    const refusal = { code: 'ACME_TLS_UNTRUSTED', data: { issuer: 'Beyond the proxy Intermediate' } }
    await expect(prepare(other.rootPem)).rejects.toMatchObject(refusal)
  })

  test.each<[string, ProxyBehaviour]>([
    ['PROXY_SIGN_IN', { status: '407 Proxy Authentication Required' }],
    ['PROXY_REFUSED', { status: '403 Forbidden' }],
    ['PROXY_NO_WAY', { status: '502 Bad Gateway' }],
    ['PROXY_NO_WAY', { status: '503 Service Unavailable' }],
    ['PROXY_UNREACHABLE', 'silent'],
    ['PROXY_UNREACHABLE', 'garbage'],
  ])('that does not lead there is named: %s (%j)', async (code, behaviour) => {
    const proxy = await through(behaviour)
    await expect(prepare()).rejects.toMatchObject({ code, data: { proxy: new URL(proxy.setting).host } })
  })

  test('that hangs up at once is no crash', async () => {
    await through('cut')
    await expect(prepare()).rejects.toMatchObject({ code: expect.stringMatching(/^(ACME|PROXY)_UNREACHABLE$/) })
  })

  test('that is not there is named', async () => {
    const [port] = await freePorts(1)
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`
    const data = { proxy: `127.0.0.1:${port}`, reason: 'the connection was refused' }
    await expect(prepare()).rejects.toMatchObject({ code: 'PROXY_UNREACHABLE', data })
  })

  test('of a kind that cannot be used is said to be one', async () => {
    process.env.HTTPS_PROXY = 'socks5://127.0.0.1:1080'
    await expect(prepare()).rejects.toMatchObject({ code: 'PROXY_SETTING_INVALID' })
  })
})
