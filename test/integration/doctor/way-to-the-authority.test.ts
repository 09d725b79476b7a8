import type { RequestListener } from 'node:http'
import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkAuthority } from '#main/doctor/checks/authority.check.ts'
import { checkClock } from '#main/doctor/checks/clock.check.ts'
import { checkCloud } from '#main/doctor/checks/cloud.check.ts'
import { checkInterception } from '#main/doctor/checks/interception.check.ts'
import { checkProxy } from '#main/doctor/checks/proxy.check.ts'
import { checkZipNames } from '#main/doctor/checks/zip-names.check.ts'
import { type ProxyBehaviour, startConnectProxy } from '../../support/connect-proxy.ts'
import { evidenceOf, look, surroundingsFor, type TestSurroundings } from '../../support/doctor.ts'
import { freePorts } from '../../support/free-port.ts'
import { directoryPage, startPage } from '../../support/https-page.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const host = 'ca.doctor.test'
let trusted: TestAuthority
let filter: TestAuthority
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  trusted = await createTestAuthority('Honest')
  filter = await createTestAuthority('Fortinet Filter')
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(() => expect(closers).toEqual([]))

interface Scene extends TestSurroundings {
  answer?: RequestListener
  by?: TestAuthority | 'nobody'
  validity?: { notBefore?: number; notAfter?: number }
}

/** An authority on this machine that goes by a name of the network’s, and the surroundings in which it is looked for. */
async function scene({ answer = directoryPage(['ca.test']), by = trusted, validity = {}, ...around }: Scene = {}) {
  const certificate = by === 'nobody' ? undefined : await by.issue({ names: [host], ...validity })
  const page = await startPage(certificate, answer)
  closers.push(page.close)
  const directory = `https://${host}:${page.port}/dir`
  const surroundings = surroundingsFor({ names: { [host]: ['127.0.0.1'] }, rootsPem: trusted.rootPem, ...around })
  return { directory, port: page.port, surroundings, authority: () => look(checkAuthority(surroundings, directory)) }
}

async function proxied(behaviour: Omit<ProxyBehaviour, 'hosts'>, userInfo = '') {
  const page = await startPage(await trusted.issue({ names: [host] }), directoryPage())
  const proxy = await startConnectProxy({ ...behaviour, hosts: { [host]: page.port, 'cloud.myl.zip': page.port } })
  closers.push(page.close, proxy.close)
  const environment = { HTTPS_PROXY: `http://${userInfo}${proxy.address}` }
  // The name is known to the proxy alone, as in offices where nothing else may leave.
  const surroundings = surroundingsFor({ environment, rootsPem: trusted.rootPem })
  return { proxy, surroundings, directory: `https://${host}/dir` }
}

describe('an authority', () => {
  test('that answers is fine, each step with its time', async () => {
    const { authority, port } = await scene()
    const verdict = await authority()
    expect(verdict).toMatchObject({ status: 'ok', code: null, obstacles: [] })
    const evidence = evidenceOf(verdict)
    expect(evidence).toMatch(/DNS: ca\.doctor\.test is 127\.0\.0\.1 \(\d+ ms\)/)
    expect(evidence).toMatch(new RegExp(`TCP: 127\\.0\\.0\\.1 port ${port}: connected after \\d+ ms`))
    expect(evidence).toMatch(/TLS: TLSv1\.3, issued by Honest Intermediate, trusted/)
    expect(evidence).toContain('issues under (CAA): ca.test')
  })

  test('whose name is not known is unreachable, and the ticket asks for its name', async () => {
    const { authority } = await scene({ names: {} })
    expect(await authority()).toMatchObject({
      status: 'failed',
      code: 'ACME_UNREACHABLE',
      obstacles: [{ host, port: null, protocol: 'DNS', from: '192.168.7.23' }],
    })
  })

  test('where nothing listens is unreachable, and the ticket asks for its port', async () => {
    const [port = 0] = await freePorts(1)
    const verdict = await look(checkAuthority(surroundingsFor(), `https://127.0.0.1:${port}/dir`))
    expect(verdict).toMatchObject({ status: 'failed', code: 'ACME_UNREACHABLE', sentence: expect.stringContaining('refused') })
    expect(verdict.obstacles).toMatchObject([{ host: '127.0.0.1', port, protocol: 'HTTPS', what: expect.stringContaining('ECONNREFUSED') }])
  })

  test('in whose place a filter answers is not trusted, and the filter is named with its chain', async () => {
    const { authority, surroundings, directory } = await scene({ by: filter })
    expect(await authority()).toMatchObject({
      status: 'failed',
      code: 'ACME_TLS_UNTRUSTED',
      sentence: expect.stringContaining('Fortinet Filter Intermediate'),
    })
    const verdict = await look(checkInterception(surroundings, [directory]))
    expect(verdict).toMatchObject({ status: 'failed', code: 'ACME_TLS_UNTRUSTED', nextStep: expect.stringContaining('Fortinet Filter') })
    expect(evidenceOf(verdict)).toMatch(/issuer 1: Fortinet Filter Intermediate, issued by Fortinet Filter Root, .* SHA-256 [\dA-F:]{95}/)
    expect(verdict.obstacles).toMatchObject([{ host, what: expect.stringContaining('Fortinet Filter Intermediate') }])
  })

  test('that shows its own certificate is not taken for a filter', async () => {
    const { surroundings, directory } = await scene()
    const verdict = await look(checkInterception(surroundings, [directory]))
    expect(verdict.status).toBe('ok')
    expect(evidenceOf(verdict)).toContain('a root that was given to this program')
  })

  test.each([
    ['a page', (_: unknown, response) => void response.setHeader('content-type', 'text/html').end('<html>Welcome to the hotel')],
    ['a redirect', (_: unknown, response) => void response.writeHead(302, { location: 'http://portal.hotel.test/login' }).end()],
    ['a demand to sign in', (_: unknown, response) => void response.writeHead(511).end('sign in')],
  ] satisfies [string, RequestListener][])('in whose place a network’s sign-in answers with %s is behind a portal', async (_, answer) => {
    const { authority } = await scene({ answer })
    expect(await authority()).toMatchObject({ status: 'failed', code: 'ACME_ANSWERED_BY_PAGE', sentence: expect.stringContaining(host) })
  })

  test('that leads on to another page of its own is followed, and one that leads elsewhere is not', async () => {
    const directory = directoryPage()
    const moved = await scene({
      answer: (request, response) =>
        request.url === '/dir' ? void response.writeHead(301, { location: '/directory' }).end() : directory(request, response),
    })
    expect(await moved.authority()).toMatchObject({ status: 'ok' })
    const elsewhere = await scene({
      answer: (_, response) => void response.writeHead(301, { location: 'https://portal.hotel.test/' }).end(),
    })
    expect(await elsewhere.authority()).toMatchObject({
      code: 'ACME_ANSWERED_BY_PAGE',
      sentence: expect.stringContaining('portal.hotel.test'),
    })
  })

  test('in whose place something without TLS answers is none', async () => {
    const { authority } = await scene({ by: 'nobody' })
    expect(await authority()).toMatchObject({ status: 'failed', code: 'ACME_NOT_A_DIRECTORY' })
  })

  test('that is under maintenance is busy', async () => {
    const { authority } = await scene({ answer: (_, response) => void response.writeHead(503).end('{}') })
    expect(await authority()).toMatchObject({ status: 'failed', code: 'ACME_BUSY' })
  })

  test('that says nothing is given up in time', async () => {
    const { authority } = await scene({ answer: () => undefined, patience: 300 })
    expect(await authority()).toMatchObject({ status: 'failed', code: 'ACME_UNREACHABLE', sentence: expect.stringContaining('in time') })
  })

  test('that sends something else than JSON is none', async () => {
    const { authority } = await scene({ answer: (_, response) => void response.end('hello') })
    expect(await authority()).toMatchObject({ status: 'failed', code: 'ACME_NOT_A_DIRECTORY' })
  })
})

describe('a proxy', () => {
  test('that lets this program through is in use and fine', async () => {
    const { surroundings, directory, proxy } = await proxied({})
    expect(await look(checkAuthority(surroundings, directory))).toMatchObject({ status: 'ok' })
    const verdict = await look(checkProxy(surroundings, [directory]))
    expect(verdict).toMatchObject({ status: 'ok', sentence: expect.stringContaining(proxy.address) })
    expect(evidenceOf(verdict)).toContain(`CONNECT ${host}:443 answered 200`)
    expect(proxy.asked).toEqual([`${host}:443`])
  })

  test('that wants a password says so, and the ticket asks for an exemption', async () => {
    const { surroundings, directory, proxy } = await proxied({ credentials: 'ana:open sesame' })
    const verdict = await look(checkProxy(surroundings, [directory]))
    expect(verdict).toMatchObject({ status: 'failed', code: 'PROXY_SIGN_IN', sentence: expect.stringContaining(proxy.address) })
    expect(evidenceOf(verdict)).toContain('407 Proxy Authentication Required (Basic realm="office")')
    expect(verdict.obstacles).toMatchObject([{ host, port: 443, allow: expect.stringContaining(`CONNECT to ${host}:443`) }])
  })

  test('is told the password of its address, and nobody else is', async () => {
    const { surroundings, directory } = await proxied({ credentials: 'ana:open sesame' }, 'ana:open%20sesame@')
    const verdict = await look(checkProxy(surroundings, [directory]))
    expect(verdict.status).toBe('ok')
    expect(JSON.stringify(verdict)).not.toContain('sesame')
  })

  test('that blocks the host says what it answered', async () => {
    const { surroundings, directory } = await proxied({ forbidden: [host] })
    expect(await look(checkProxy(surroundings, [directory]))).toMatchObject({
      status: 'failed',
      code: 'PROXY_REFUSED',
      sentence: expect.stringContaining('403 Category Blocked'),
    })
  })

  test.each([
    [['cloud.myl.zip'], 'failed', 'ZIP_NAMES_BLOCKED'],
    [[host, 'cloud.myl.zip'], 'skipped', null],
    [[], 'ok', null],
  ])('that blocks %j is %s for .zip', async (forbidden, status, code) => {
    const { surroundings, directory } = await proxied({ forbidden })
    const zip = { cloudUrl: 'https://cloud.myl.zip/api/auth/time', others: [], otherUrls: [directory] }
    expect(await look(checkZipNames(surroundings, zip))).toMatchObject({ status, code })
  })

  test('that is gone is named', async () => {
    const { surroundings, directory, proxy } = await proxied({})
    await proxy.close()
    closers.pop()
    expect(await look(checkProxy(surroundings, [directory]))).toMatchObject({ status: 'failed', code: 'PROXY_UNREACHABLE' })
    expect(await look(checkAuthority(surroundings, directory))).toMatchObject({ code: 'PROXY_UNREACHABLE' })
  })

  test('of a kind that nobody here speaks is named', async () => {
    const environment = { HTTPS_PROXY: 'socks5://127.0.0.1:1080' }
    const directory = `https://${host}/dir`
    expect(await look(checkProxy(surroundingsFor({ environment }), [directory]))).toMatchObject({
      status: 'failed',
      code: 'PROXY_SETTING_INVALID',
    })
  })

  test('is not asked for hosts that are exempt', async () => {
    const [port = 0] = await freePorts(1)
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: host }
    const { authority, surroundings, directory } = await scene({ environment })
    expect(await authority()).toMatchObject({ status: 'ok' })
    expect(await look(checkProxy(surroundings, [directory]))).toMatchObject({ status: 'skipped' })
  })
})

describe('the clock', () => {
  test.each([
    ['2 hours ahead', -2 * hour, 'failed', 'is 2 hours ahead'],
    ['3 days behind', 3 * day, 'failed', 'is 3 days behind'],
    ['2 minutes behind', 2 * minute, 'warning', 'is 2 minutes behind'],
  ])('that is %s is found by what the authority says', async (_, dateAhead, status, sentence) => {
    const { surroundings, directory } = await scene({ answer: directoryPage([], dateAhead) })
    const verdict = await look(checkClock(surroundings, [directory], () => 0))
    expect(verdict).toMatchObject({ status, code: 'CLOCK_WRONG', sentence: expect.stringContaining(sentence) })
  })

  test('that agrees is fine', async () => {
    const { surroundings, directory } = await scene()
    expect(await look(checkClock(surroundings, [directory], () => 0))).toMatchObject({ status: 'ok' })
  })

  test('that is a year behind is found though no certificate can be believed then', async () => {
    const validity = { notBefore: Date.now() + 360 * day, notAfter: Date.now() + 450 * day }
    const { authority, surroundings, directory } = await scene({ answer: directoryPage([], 365 * day), validity })
    expect(await authority()).toMatchObject({ status: 'failed', code: 'ACME_TLS_EXPIRED' })
    const verdict = await look(checkClock(surroundings, [directory], () => 0))
    expect(verdict).toMatchObject({ status: 'failed', code: 'CLOCK_WRONG', sentence: expect.stringContaining('365 days behind') })
    expect(evidenceOf(verdict)).toContain('did not prove who it is')
  })

  test('that cannot be compared is not judged', async () => {
    const { surroundings, directory } = await scene({ names: {} })
    expect(await look(checkClock(surroundings, [directory], () => -hour))).toMatchObject({ status: 'skipped' })
  })
})

describe('the cloud', () => {
  const time: RequestListener = (_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ now: new Date().toISOString() }))
  }
  const cloudAt = ({ surroundings, port }: Awaited<ReturnType<typeof scene>>, asDevice: () => Promise<unknown>) => {
    const url = `https://${host}:${port}`
    return look(checkCloud(surroundings, { url, timeUrl: `${url}/api/auth/time`, asDevice }))
  }

  test('that answers and knows this device is fine', async () => {
    expect(await cloudAt(await scene({ answer: time }), async () => undefined)).toMatchObject({ status: 'ok' })
  })

  test('behind a filter is unreachable as a call would say it', async () => {
    const verdict = await cloudAt(await scene({ answer: time, by: filter }), async () => undefined)
    expect(verdict).toMatchObject({ status: 'failed', code: 'CLOUD_UNREACHABLE', sentence: expect.stringContaining('not trusted') })
  })

  test('in whose place a page answers is behind a portal', async () => {
    const answer: RequestListener = (_, response) => void response.setHeader('content-type', 'text/html').end('<html>')
    expect(await cloudAt(await scene({ answer }), async () => undefined)).toMatchObject({ status: 'failed', code: 'SIGN_IN_PAGE' })
  })
})
