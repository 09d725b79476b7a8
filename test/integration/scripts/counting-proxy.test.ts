import { Agent, createServer, request, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CountingProxy, startCountingProxy } from '../../../scripts/bench/issuance/counting-proxy.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describe('the counting that the benchmark of issuance stands on', () => {
  let server: Server
  let proxy: CountingProxy
  let connections = 0
  const authorization = { status: 'pending', challenges: [{ type: 'dns-persist-01' }, { type: 'http-01', token: 'abc' }] }

  beforeAll(async () => {
    const authority = await createTestAuthority('Counted')
    const leaf = await authority.issue({ names: ['localhost'] })
    const tls = { certificatePem: leaf.certificatePem + leaf.chainPem.join(''), privateKeyPem: leaf.privateKeyPem }
    server = createServer({ cert: tls.certificatePem, key: tls.privateKeyPem }, (incoming, response) => {
      response.setHeader('content-type', 'application/json').setHeader('x-host', incoming.headers.host ?? '')
      incoming.resume().once('end', () => response.end(JSON.stringify(authorization)))
    })
    server.on('secureConnection', () => {
      connections += 1
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const directoryUrl = `https://localhost:${(server.address() as AddressInfo).port}/dir`
    proxy = await startCountingProxy({ directoryUrl, rootPem: authority.rootPem, tls })
  })
  afterAll(async () => {
    await proxy.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  async function ask(agent: Agent, method: string, path: string) {
    const began = performance.now()
    const { headers, text } = await new Promise<{ headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
      const asking = request(new URL(path, proxy.directoryUrl), { method, agent }, async (answer) => {
        resolve({ headers: answer.headers, text: Buffer.concat(await answer.toArray()).toString() })
      })
      asking.once('error', reject).end()
    })
    return { headers, text, ms: performance.now() - began }
  }

  test('sees every request once, in its order, and begins anew when it was looked at', async () => {
    const agent = new Agent({ keepAlive: true, ca: proxy.rootPem })
    for (const [method, path] of [
      ['GET', '/dir'],
      ['HEAD', '/nonce'],
      ['POST', '/order'],
    ] as const)
      await ask(agent, method, path)
    expect(proxy.paths()).toEqual(['GET /dir', 'HEAD /nonce', 'POST /order'])
    expect(proxy.countAnew()).toBe(3)
    expect(proxy.countAnew()).toBe(0)
    agent.destroy()
  })

  test('adds its delay to each request once, and keeps connections on both sides', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: proxy.rootPem })
    await ask(agent, 'GET', '/dir')
    const before = connections
    proxy.delay(80)
    const { ms, headers } = await ask(agent, 'GET', '/dir')
    proxy.delay(0)
    expect(ms).toBeGreaterThanOrEqual(79)
    // Twice the delay would be 160; a busy machine may add to it.
    expect(ms).toBeLessThan(155)
    expect(headers['x-host']).toBe(new URL(proxy.directoryUrl).host)
    expect(connections).toBe(before)
    agent.destroy()
  })

  test('leaves out a challenge without a token, which one of the clients cannot read, and nothing else', async () => {
    const agent = new Agent({ ca: proxy.rootPem })
    const { text } = await ask(agent, 'POST', '/authz')
    expect(JSON.parse(text)).toEqual({ status: 'pending', challenges: [{ type: 'http-01', token: 'abc' }] })
    agent.destroy()
  })
})
