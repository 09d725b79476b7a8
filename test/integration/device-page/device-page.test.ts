import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { connect, createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createDevicePage } from '#main/deploy-targets/device-page/device-page.adapter.ts'
import { ask } from '../../support/https-client.ts'
import { noOpenssl, runOpenssl } from '../../support/openssl-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const name = 'desk.acme.test'
let authority: TestAuthority
let ca: string
let first: Awaited<ReturnType<TestAuthority['issue']>>
let second: typeof first
beforeAll(async () => {
  authority = await createTestAuthority()
  ca = authority.rootPem
  ;[first, second] = [await authority.issue({ names: [name], key: 'rsa' }), await authority.issue({ names: [name] })]
})

function makePage(options: Partial<Parameters<typeof createDevicePage>[0]> = {}) {
  const page = createDevicePage({
    preferredPort: undefined,
    facts: () => ({ name, team: 'Acme & Söhne', practice: true }),
    clock: Date,
    ...options,
  })
  onTestFinished(() => page.close())
  return page
}

async function serving(openToLan = false) {
  const page = makePage()
  const { port } = await page.listen({ openToLan })
  await page.bind(first, first.thumbprint)
  return { page, port }
}

const lanAddress = Object.values(networkInterfaces())
  .flat()
  .find((address) => address && !address.internal && address.family === 'IPv4')?.address
const noLan = lanAddress ? '' : ' (skipped: this machine has no address but loopback)'
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === '::1')

describe('the device page', () => {
  test('says whose device this is, until when it is safe and who issued it, over a connection any client can check', async () => {
    const { page, port } = await serving()
    const { status, body, headers, thumbprint } = await ask({ port, name, ca })
    expect([status, thumbprint]).toEqual([200, first.thumbprint])
    expect(body).toContain('<h1>desk.acme.test</h1>')
    expect(body).toContain('Acme &#38; Söhne')
    expect(body).toContain('Test Intermediate')
    expect(body).toContain('practice certificate')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(page.address()).toEqual({ host: '127.0.0.1', port })
    expect(await page.bound()).toBe(first.thumbprint)
    expect(page.health()).toMatchObject({ openToLan: false, thumbprint: first.thumbprint })
  })

  test.skipIf(noOpenssl)(`OpenSSL, which shares nothing with it but the network, verifies it by name${noOpenssl}`, async () => {
    const { port } = await serving()
    const folder = await temporaryFolder()
    onTestFinished(folder.remove)
    const root = join(folder.path, 'root.pem')
    await writeFile(root, ca)
    const checks = ['-servername', name, '-verify_hostname', name, '-verify_return_error', '-CAfile', root]
    expect(await runOpenssl('s_client', '-connect', `127.0.0.1:${port}`, ...checks)).toContain('Verify return code: 0 (ok)')
  })

  test.skipIf(noOpenssl).each(['-tls1', '-tls1_1'])(`refuses old protocols: %s${noOpenssl}`, async (protocol) => {
    const { port } = await serving()
    const answer = await runOpenssl('s_client', '-connect', `127.0.0.1:${port}`, protocol, '-cipher', 'ALL:@SECLEVEL=0')
    expect(answer).toContain('alert protocol version')
  })

  test('changes its certificate without dropping a connection, and the next client sees the new one', async () => {
    const { page, port } = await serving()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const before = await ask({ port, name, ca, agent })
    await page.bind(second, second.thumbprint)
    const after = await ask({ port, name, ca, agent })
    expect(after.localPort).toBe(before.localPort)
    expect(after.body).toContain(second.thumbprint)
    expect((await ask({ port, name, ca })).thumbprint).toBe(second.thumbprint)
  })

  test('no request fails while the certificate changes a hundred times', async () => {
    const { page, port } = await serving()
    let changing = true
    const asked = (async () => {
      const seen = new Set<string>()
      while (changing) seen.add((await ask({ port, name, ca })).thumbprint)
      return seen
    })()
    for (let change = 0; change < 100; change++) {
      const next = change % 2 ? first : second
      await page.bind(next, next.thumbprint)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    changing = false
    expect(await asked).toEqual(new Set([first.thumbprint, second.thumbprint]))
  })

  test('a certificate that could not be presented is refused, and the old one is still served', async () => {
    const { page, port } = await serving()
    const bad = [
      { ...second, privateKeyPem: first.privateKeyPem },
      { ...second, certificatePem: 'nothing' },
      { ...second, chainPem: ['nothing'] },
      { ...second, chainPem: [first.certificatePem] },
    ]
    for (const bundle of bad) await expect(page.bind(bundle, second.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED' })
    await expect(page.bind(second, first.thumbprint)).rejects.toMatchObject({ code: 'TARGET_FAILED' })
    expect((await ask({ port, name, ca })).thumbprint).toBe(first.thumbprint)
    expect(await page.bound()).toBe(first.thumbprint)
  })

  test('answers only under its own names: not when a stranger’s name was pointed at it', async () => {
    const { port } = await serving()
    const status = async (hostHeader: string) => (await ask({ port, name, ca, hostHeader })).status
    for (const own of [name, `${name}:${port}`, `DESK.acme.test:${port}`, `localhost:${port}`, `127.0.0.1:${port}`])
      expect(await status(own)).toBe(200)
    for (const other of ['evil.example', `evil.example:${port}`, '192.0.2.1', `${name}.evil.example`, 'desk.acme.test@evil.example'])
      expect(await status(other)).toBe(421)
  })

  test('is one page to be read, and nothing else', async () => {
    const { port } = await serving()
    expect(await ask({ port, name, ca, method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
    expect(await ask({ port, name, ca, method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
    expect((await ask({ port, name, ca, path: '/../etc/passwd' })).status).toBe(404)
  })

  test('until there is a certificate, connections are closed at once', async () => {
    const page = makePage()
    const { port } = await page.listen({ openToLan: false })
    expect(page.address()).toBeDefined()
    await expect(ask({ port, name, ca })).rejects.toThrow()
    await page.bind(first, first.thumbprint)
    expect((await ask({ port, name, ca })).status).toBe(200)
  })
})

describe('where the device page listens', () => {
  test.skipIf(!hasIpv6)(`on both loopback addresses${hasIpv6 ? '' : ' (skipped: this machine has no IPv6)'}`, async () => {
    const { port } = await serving()
    expect((await ask({ port, name, ca, host: '::1' })).status).toBe(200)
    expect((await ask({ port, name, ca, host: '::1', hostHeader: `[::1]:${port}` })).status).toBe(200)
  })

  test('on the port it had before, or on another when a program took it meanwhile', async () => {
    const { page, port } = await serving()
    await page.close()
    expect(await makePage({ preferredPort: port }).listen({ openToLan: false })).toEqual({ port })
    const other = makePage({ preferredPort: port })
    const { port: otherPort } = await other.listen({ openToLan: false })
    expect(otherPort).not.toBe(port)
    await other.bind(first, first.thumbprint)
    expect((await ask({ port: otherPort, name, ca })).status).toBe(200)
  })

  test.skipIf(!lanAddress)(
    `other machines reach it only while it is open to them, and closing ends their connections${noLan}`,
    async () => {
      const { page, port } = await serving()
      const fromLan = () => ask({ port, name, ca, host: lanAddress ?? '' })
      await expect(fromLan()).rejects.toThrow('ECONNREFUSED')
      expect(await page.listen({ openToLan: true })).toEqual({ port })
      expect((await fromLan()).status).toBe(200)
      expect((await ask({ port, name, ca })).status).toBe(200)
      const foreign = connectTls({ host: lanAddress, port, ca, servername: name })
      await once(foreign, 'secureConnect')
      const local = connectTls({ host: '127.0.0.1', port, ca, servername: name })
      onTestFinished(() => void local.destroy())
      await once(local, 'secureConnect')
      await page.listen({ openToLan: false })
      if (!foreign.closed) await once(foreign, 'close')
      expect(local.closed).toBe(false)
      await expect(fromLan()).rejects.toThrow('ECONNREFUSED')
      expect((await ask({ port, name, ca })).status).toBe(200)
    },
  )

  test.skipIf(!lanAddress)(
    `when it cannot be opened because the port is used on the network side, it says so and goes on as before${noLan}`,
    async () => {
      const { page, port } = await serving()
      const other = await listenOn(lanAddress ?? '', port)
      onTestFinished(() => void other.close())
      await expect(page.listen({ openToLan: true })).rejects.toMatchObject({ code: 'PORT_TAKEN', data: { port } })
      expect((await ask({ port, name, ca })).status).toBe(200)
      expect(page.health().openToLan).toBe(false)
    },
  )

  test('closing ends connections that say nothing within a second, and can be followed by listening again', async () => {
    const { page, port } = await serving()
    const silent = connect({ host: '127.0.0.1', port })
    const idle = connectTls({ host: '127.0.0.1', port, ca, servername: name })
    silent.on('error', () => undefined)
    idle.on('error', () => undefined)
    await Promise.all([once(silent, 'connect'), once(idle, 'secureConnect')])
    const begun = performance.now()
    await page.close()
    await Promise.all([silent, idle].map((socket) => socket.closed || once(socket, 'close')))
    expect(performance.now() - begun).toBeLessThan(1000)
    expect(page.address()).toBeUndefined()
    await expect(ask({ port, name, ca })).rejects.toThrow('ECONNREFUSED')
    const again = await page.listen({ openToLan: false })
    expect((await ask({ port: again.port, name, ca })).status).toBe(200)
  })
})

async function listenOn(host: string, port: number): Promise<Server> {
  const server = createServer().listen({ host, port, exclusive: true })
  await once(server, 'listening')
  return server
}
