import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ProbeRequest } from '#main/monitoring/probe.port.ts'
import { createTlsProbe, type TlsProbeOptions } from '#main/monitoring/tls-probe.adapter.ts'
import { noOpenssl } from '../../support/openssl-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const name = 'desk.acme.test'
const day = 86_400_000
type Issued = Awaited<ReturnType<TestAuthority['issue']>>
let authority: TestAuthority
let desk: Issued
beforeAll(async () => {
  authority = await createTestAuthority()
  desk = await authority.issue({ names: [name] })
})

const probe = (options: Partial<TlsProbeOptions> = {}) =>
  createTlsProbe({ clock: Date, extraRootsPem: [authority.rootPem], systemRoots: () => [], timeoutMs: 1000, ...options })
const withoutRoot = () => probe({ extraRootsPem: [] })

function request(port: number, changed: Partial<ProbeRequest> = {}): ProbeRequest {
  return { host: '127.0.0.1', port, name, expected: desk.thumbprint, issuersPem: desk.chainPem, label: 'The page', ...changed }
}

const whole = ({ privateKeyPem, certificatePem, chainPem }: Issued): TlsOptions => ({
  key: privateKeyPem,
  cert: [certificatePem, ...chainPem].join(''),
})
const leafOnly = ({ privateKeyPem, certificatePem }: Issued): TlsOptions => ({ key: privateKeyPem, cert: certificatePem })

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}
const serving = (options: TlsOptions) => listening(createTlsServer(options))

describe('a program that serves the certificate', () => {
  test('is proven, down to a root this machine trusts', async () => {
    expect(await probe().prove(request(await serving(whole(desk))))).toEqual({
      trust: 'root',
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
    })
  })

  test('is proven to the issuer only, when the root is unknown here', async () => {
    expect(await withoutRoot().prove(request(await serving(whole(desk))))).toMatchObject({ trust: 'issuer' })
  })

  test('is not proven to the issuer where a root is asked for', async () => {
    const port = await serving(whole(desk))
    await expect(withoutRoot().prove(request(port, { requireRoot: true }))).rejects.toMatchObject({
      code: 'PROOF_UNTRUSTED',
      data: { reason: 'nothing here vouches for CN=Test Root' },
    })
    expect(await probe().prove(request(port, { requireRoot: true }))).toMatchObject({ trust: 'root' })
  })

  test('is proven with the root in a file of many, and over TLS 1.2', async () => {
    const other = await createTestAuthority('Other')
    const port = await serving({ ...whole(desk), maxVersion: 'TLSv1.2' })
    expect(await probe({ extraRootsPem: [other.rootPem + authority.rootPem] }).prove(request(port))).toMatchObject({
      trust: 'root',
      protocol: 'TLSv1.2',
    })
  })

  test('is asked by name, and answers with the certificate of that name', async () => {
    const other = await authority.issue({ names: ['other.acme.test'] })
    const server = createTlsServer(whole(other))
    server.addContext(name, whole(desk))
    expect(await probe().prove(request(await listening(server)))).toMatchObject({ trust: 'root' })
  })

  test('a wildcard certificate is proven by a name under it', async () => {
    const wildcard = await authority.issue({ names: ['*.acme.test'] })
    const port = await serving(whole(wildcard))
    expect(await probe().prove(request(port, { name: '*.acme.test', expected: wildcard.thumbprint }))).toMatchObject({ trust: 'root' })
  })

  test('the machine’s own roots do not vouch for a test CA', async () => {
    await expect(
      createTlsProbe({ clock: Date, extraRootsPem: [] }).prove(request(await serving(whole(desk)), { requireRoot: true })),
    ).rejects.toMatchObject({
      code: 'PROOF_UNTRUSTED',
    })
  })
})

describe('a program that serves something else is found out', () => {
  test('the previous certificate', async () => {
    const previous = await authority.issue({ names: [name] })
    await expect(probe().prove(request(await serving(whole(previous))))).rejects.toMatchObject({
      code: 'PROOF_WRONG_CERTIFICATE',
      data: { target: 'The page', found: previous.thumbprint, expected: desk.thumbprint },
    })
  })

  test('a certificate for another name', async () => {
    const other = await authority.issue({ names: ['other.acme.test'] })
    await expect(probe().prove(request(await serving(whole(other)), { expected: other.thumbprint }))).rejects.toMatchObject({
      code: 'PROOF_WRONG_NAME',
      data: { name, found: 'DNS:other.acme.test' },
    })
  })

  test('a certificate that bears the name as its common name only: browsers no longer look there', async () => {
    const old = await authority.issue({ names: [], commonName: name })
    await expect(probe().prove(request(await serving(whole(old)), { expected: old.thumbprint }))).rejects.toMatchObject({
      code: 'PROOF_WRONG_NAME',
    })
  })

  test.each([
    ['that has ended', { notBefore: -90 * day, notAfter: -day }],
    ['that begins tomorrow', { notBefore: day, notAfter: 90 * day }],
  ])('a certificate %s', async (_, { notBefore, notAfter }) => {
    const stale = await authority.issue({ names: [name], notBefore: Date.now() + notBefore, notAfter: Date.now() + notAfter })
    await expect(probe().prove(request(await serving(whole(stale)), { expected: stale.thumbprint }))).rejects.toMatchObject({
      code: 'PROOF_NOT_VALID',
    })
  })

  test('a certificate that ends before the moment in question', async () => {
    const clock = { now: () => Date.now() + 91 * day }
    await expect(probe({ clock }).prove(request(await serving(whole(desk))))).rejects.toMatchObject({ code: 'PROOF_NOT_VALID' })
  })

  test.each([
    ['where the root is known', probe],
    ['where only the issuer is known', withoutRoot],
  ])('the certificate without its intermediate, %s', async (_, make) => {
    await expect(make().prove(request(await serving(leafOnly(desk))))).rejects.toMatchObject({
      code: 'PROOF_UNTRUSTED',
      data: { reason: expect.stringContaining('CN=Test Intermediate') },
    })
  })

  test('the certificate without its intermediate, though this machine happens to hold that', async () => {
    const port = await serving(leafOnly(desk))
    await expect(probe({ systemRoots: () => [authority.intermediatePem] }).prove(request(port))).rejects.toMatchObject({
      code: 'PROOF_UNTRUSTED',
      data: { reason: 'it does not send the certificate of its issuer, CN=Test Intermediate' },
    })
  })

  test('a certificate of the same name from a CA nobody knows', async () => {
    const stranger = await (await createTestAuthority('Stranger')).issue({ names: [name] })
    const port = await serving(whole(stranger))
    const asked = request(port, { expected: stranger.thumbprint })
    for (const make of [probe, withoutRoot]) await expect(make().prove(asked)).rejects.toMatchObject({ code: 'PROOF_UNTRUSTED' })
  })
})

describe('a program that cannot be seen', () => {
  const refusedWith = async (port: number, reason: string) => {
    const proving = probe().prove(request(port))
    await expect(proving).rejects.toMatchObject({
      code: 'PROOF_NOT_REACHED',
      data: { target: 'The page', address: `127.0.0.1:${port}`, reason },
    })
  }

  test('nobody listens', async () => {
    const server = createServer()
    const port = await listening(server)
    server.close()
    await refusedWith(port, 'nothing listens there')
  })

  test('plain HTTP answers', async () =>
    refusedWith(await listening(createHttpServer((_, response) => response.end('hello'))), 'what answers there does not speak TLS'))

  test('it accepts and says nothing', async () => refusedWith(await listening(createServer()), 'no answer within 1 seconds'))

  test('it accepts and hangs up', async () =>
    refusedWith(await listening(createServer((socket) => socket.end())), 'it closed the connection'))

  test('it speaks TLS 1.1 only', async () => {
    const old = { ...whole(desk), minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
    await refusedWith(await serving(old), 'it knows only protocols that are no longer safe')
  })
})

describe.skipIf(noOpenssl)(`against OpenSSL’s own server${noOpenssl}`, () => {
  test.each([
    ['with its chain it is proven', true],
    ['without its chain it is not', false],
  ])('%s', async (_, withChain) => {
    const port = await opensslServer(desk, withChain)
    const proving = probe().prove(request(port))
    if (withChain) expect(await proving).toMatchObject({ trust: 'root', protocol: 'TLSv1.3' })
    else await expect(proving).rejects.toMatchObject({ code: 'PROOF_UNTRUSTED' })
  })
})

async function opensslServer({ privateKeyPem, certificatePem, chainPem }: Issued, withChain: boolean): Promise<number> {
  const folder = await temporaryFolder()
  const [key, cert, chain] = ['key', 'cert', 'chain'].map((file) => join(folder.path, `${file}.pem`)) as [string, string, string]
  await Promise.all([writeFile(key, privateKeyPem), writeFile(cert, certificatePem), writeFile(chain, chainPem.join(''))])
  const args = ['s_server', '-accept', '127.0.0.1:0', '-key', key, '-cert', cert, '-naccept', '4']
  const child = spawn('openssl', withChain ? [...args, '-cert_chain', chain] : args, {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
    await folder.remove()
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const port = /ACCEPT \S+:(\d+)/.exec(said)?.[1]
      if (port) resolve(Number(port))
    })
    child.once('close', () => reject(new Error(`openssl ended: ${said}`)))
  })
}
