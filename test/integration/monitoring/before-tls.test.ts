import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Speaks } from '#main/monitoring/before-tls/open-way.ts'
import type { ProbeRequest } from '#main/monitoring/probe.port.ts'
import { createTlsProbe } from '#main/monitoring/tls-probe.adapter.ts'
import { startTdsServer } from '../../support/tds-server.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'
import { missingXrdp, startXrdp } from '../../support/xrdp.ts'

const name = 'desk.acme.test'
const missingFreeTds = existsSync('/usr/bin/tsql') ? undefined : 'tsql is missing (Debian: apt install freetds-bin)'
let authority: TestAuthority
let desk: Awaited<ReturnType<TestAuthority['issue']>>
let tls: TlsOptions
beforeAll(async () => {
  authority = await createTestAuthority()
  desk = await authority.issue({ names: [name] })
  tls = { key: desk.privateKeyPem, cert: [desk.certificatePem, ...desk.chainPem].join('') }
})

function prove(port: number, speaks: Speaks, changed: Partial<ProbeRequest> = {}, timeoutMs = 10_000) {
  const probe = createTlsProbe({ clock: Date, extraRootsPem: [authority.rootPem], systemRoots: () => [], timeoutMs })
  const request = { host: '127.0.0.1', port, name, expected: desk.thumbprint, issuersPem: [], label: 'Remote Desktop', speaks }
  return probe.prove({ ...request, ...changed })
}

async function answering(answer: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    answer(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

describe.skipIf(missingXrdp)(`a real server of Remote Desktop${missingXrdp ? ` (${missingXrdp})` : ''}`, () => {
  test('is proven by what a client of RDP says, and TLS then', async () => {
    const { port, stop } = await startXrdp(desk)
    onTestFinished(stop)
    expect(await prove(port, 'rdp')).toMatchObject({ trust: 'root', protocol: 'TLSv1.3' })
    await expect(prove(port, 'rdp', { expected: 'A'.repeat(40) })).rejects.toMatchObject({ code: 'PROOF_WRONG_CERTIFICATE' })
  })

  test('one without TLS is told as such', async () => {
    const { port, stop } = await startXrdp(desk, 'rdp')
    onTestFinished(stop)
    const reason = 'it knows only the security that RDP had before TLS'
    await expect(prove(port, 'rdp')).rejects.toMatchObject({ code: 'PROOF_NOT_REACHED', data: { reason } })
  })
})

describe('a server of SQL Server’s protocol, by its documented framing', () => {
  async function started(options: Partial<Parameters<typeof startTdsServer>[0]> = {}): Promise<number> {
    const { port, stop } = await startTdsServer({ tls, ...options })
    onTestFinished(stop)
    return port
  }

  test.each([8, 500, 4088])('is proven with TLS inside packets of %d bytes', async (packet) => {
    expect(await prove(await started({ packet }), 'tds')).toMatchObject({ trust: 'root', protocol: 'TLSv1.2' })
  })

  test('one that lets only clients of TDS 8.0 in is proven by TLS at once', async () => {
    expect(await prove(await started({ strict: true }), 'tds')).toMatchObject({ trust: 'root', protocol: 'TLSv1.3' })
  })

  test('another certificate is found out', async () => {
    await expect(prove(await started(), 'tds', { expected: 'A'.repeat(40) })).rejects.toMatchObject({ code: 'PROOF_WRONG_CERTIFICATE' })
  })

  test('one that does not encrypt is told as such', async () => {
    const port = await started({ encryption: 2 })
    await expect(prove(port, 'tds')).rejects.toMatchObject({ code: 'PROOF_NOT_REACHED', data: { reason: 'it does not encrypt' } })
  })
})

describe.skipIf(missingFreeTds)(`the stand-in for SQL Server${missingFreeTds ? ` (${missingFreeTds})` : ''}`, () => {
  test('a client that was written by others gets as far with it as the probe does', async () => {
    const { handshakes, port, stop } = await startTdsServer({ tls: { ...tls, maxVersion: 'TLSv1.2' } })
    onTestFinished(stop)
    const client = spawn('tsql', ['-H', '127.0.0.1', '-p', String(port), '-U', 'a', '-P', 'b'], {
      env: { ...process.env, TDSVER: '7.4' },
      stdio: 'ignore',
    })
    onTestFinished(async () => {
      client.kill('SIGKILL')
      if (client.exitCode === null && client.signalCode === null) await once(client, 'exit')
    })
    await expect.poll(handshakes, { timeout: 20_000 }).toBe(1)
  })
})

const both: [Speaks, string][] = [
  ['rdp', 'RDP'],
  ['tds', 'TDS'],
]
describe.each(both)('a program that was taken for one that speaks %s', (speaks, called) => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['speaks HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), `what answers there does not speak ${called}`],
    ['hangs up at once', (socket) => socket.destroy(), 'it closed the connection'],
    ['ends without a word', (socket) => void socket.once('data', () => socket.end()), 'it closed the connection'],
  ])('one that %s is told as such', async (_, answer, reason) => {
    const port = await answering(answer)
    await expect(prove(port, speaks)).rejects.toMatchObject({ code: 'PROOF_NOT_REACHED', data: { reason } })
  })

  test('one that never answers, or never ends its answer, is waited for no longer than for any other', async () => {
    const silent = await answering(() => undefined)
    const begun = await answering((socket) => socket.write(Buffer.from([speaks === 'rdp' ? 3 : 4])))
    for (const port of [silent, begun])
      await expect(prove(port, speaks, {}, 300)).rejects.toMatchObject({ code: 'PROOF_NOT_REACHED', data: { reason: /no answer within/ } })
  })

  test('one that answers without an end is cut off', async () => {
    const port = await answering((socket) => {
      const more = () => socket.write(Buffer.alloc(8192, speaks === 'rdp' ? 3 : 4), () => setImmediate(() => !socket.destroyed && more()))
      more()
    })
    await expect(prove(port, speaks)).rejects.toMatchObject({ code: 'PROOF_NOT_REACHED' })
  })

  test('where nobody listens is told as such', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    const reason = 'nothing listens there'
    await expect(prove(port, speaks)).rejects.toMatchObject({ code: 'PROOF_NOT_REACHED', data: { reason } })
  })
})

describe('what goes wrong after a server of SQL Server’s protocol was found', () => {
  const prelogin = Buffer.from([4, 1, 0, 15, 0, 0, 1, 0, 1, 0, 6, 0, 1, 0xff, 1])
  const reasonOf = async (answer: (socket: Socket) => void) => {
    const port = await answering((socket) => {
      socket.once('data', () => {
        socket.write(prelogin)
        socket.once('data', () => answer(socket))
      })
    })
    const refused = await prove(port, 'tds').catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'PROOF_NOT_REACHED' })
    return (refused as { data: { reason: string } }).data.reason
  }

  test.each<[string, (socket: Socket) => void, string]>([
    ['no packets', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'what it sends for TLS is no TDS'],
    ['the end of the connection', (socket) => socket.end(), 'it closed the connection'],
    [
      'packets without TLS',
      (socket) => socket.write(Buffer.from([0x12, 1, 0, 13, 0, 0, 1, 0, 1, 2, 3, 4, 5])),
      'what answers there does not speak TLS',
    ],
  ])('%s', async (_, answer, reason) => expect(await reasonOf(answer)).toBe(reason))

  test('packets without an end', async () => {
    const packet = Buffer.concat([Buffer.from([0x12, 0, 0x7f, 0xff, 0, 0, 1, 0]), Buffer.alloc(0x7fff - 8)])
    const flood = (socket: Socket) => void socket.write(packet, () => setImmediate(() => !socket.destroyed && flood(socket)))
    expect(await reasonOf(flood)).not.toMatch(/no answer within/)
  })
})
