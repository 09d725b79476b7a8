import { X509Certificate } from 'node:crypto'
import { Agent, request } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProxyInUse } from '#main/system/network/proxy-in-use.ts'
import { connectTo, issue, newTestAccount } from '../../support/acme-client-under-test.ts'
import { type ConnectProxy, startConnectProxy } from '../../support/connect-proxy.ts'
import { freePorts } from '../../support/free-port.ts'
import { type Page, startPage } from '../../support/https-page.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

/** Known to the proxy alone. */
const host = 'ca.elsewhere.test'

describe.skipIf(!pebbleIsThere)(`an authority that a proxy alone leads to (${needsPebble})`, () => {
  let pebble: StartedPebble
  let front: Page
  let rootPem: string
  let office: ConnectProxy

  beforeAll(async () => {
    pebble = await startPebble()
    const tls = await createTestAuthority('Beyond the proxy')
    rootPem = tls.rootPem
    const upstream = new URL(pebble.directoryUrl)
    const agent = new Agent({ ca: pebble.rootPem })
    // Pebble makes its links from the Host header, so all that follows goes by the same name.
    front = await startPage(await tls.issue({ names: [host] }), (incoming, response) => {
      const { headers, method, url } = incoming
      const { hostname, port } = upstream
      const onward = request({ hostname, port, servername: 'localhost', method, path: url, headers, agent }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      incoming.pipe(onward.once('error', () => response.destroy()))
    })
    office = await startConnectProxy({ credentials: 'device:pass:word%', hosts: { [host]: front.port } })
  })
  afterAll(async () => {
    await office?.close()
    await front?.close()
    await pebble?.stop()
  })

  test('issues a certificate through it once the proxy is named, to the client that had failed before', async () => {
    const [port] = await freePorts(1)
    const proxy = createProxyInUse({ HTTPS_PROXY: `http://127.0.0.1:${port}` })
    const account = await newTestAccount()
    const ca = { directoryUrl: `https://${host}/dir`, rootPem }
    const pace = { first: 50, slowest: 500, patience: 20_000 }
    const authority = connectTo(ca, account, { proxies: proxy.environment, pace })
    await expect(authority.prepareAccount()).rejects.toMatchObject({ code: 'PROXY_UNREACHABLE' })
    proxy.use({ use: 'own', address: `http://${office.address}`, user: 'device', password: 'pass:word%', past: [] })
    const { chain } = await issue(authority, pebble.solver(), ['proxied.myl.test'])
    expect(new X509Certificate(chain[0] ?? '').subjectAltName).toBe('DNS:proxied.myl.test')
    expect(new Set(office.asked)).toEqual(new Set([`${host}:443`]))
  })
})
