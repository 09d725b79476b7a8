import { request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LoopbackDoor } from '#main/doors/doors.port.ts'
import { openLoopbackDoor } from '#main/doors/loopback/loopback-door.adapter.ts'
import { type AgentDouble, createAgentDouble } from '../../support/agent-services.ts'
import { bearerFor, loopbackFor, pageClient, postSession, random, routerOf } from '../../support/doors.ts'
import { createSilentLog } from '../../support/silent-log.ts'

let agent: AgentDouble
let door: LoopbackDoor
let close: () => Promise<void>
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-21T08:00:00Z')
  agent = createAgentDouble()
  const opened = await loopbackFor(routerOf(agent), { now: () => now })
  door = opened.door
  close = opened.close
})
afterEach(() => close())

interface Raw {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Exactly what is said, path and Host included: `fetch` tidies both up. */
async function raw(path: string, { method = 'GET', headers = {}, body }: Raw = {}) {
  const sent = httpRequest({ host: '127.0.0.1', port: door.port, path, method, headers })
  sent.end(body)
  const answer = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
    sent.once('response', resolve).once('error', reject),
  )
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) }
}

const rpc = (bearer: string | undefined, more: Raw = {}) =>
  raw('/rpc/state/get', {
    method: 'POST',
    body: '{}',
    ...more,
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...more.headers },
  })

describe('the dashboard’s files', () => {
  test('come under the strict policy, and nothing keeps them', async () => {
    const page = await raw('/')
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('dashboard') })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('come with their types', async () => {
    expect((await raw('/assets/index-abc123.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(await raw('/?from=tray')).toMatchObject({ status: 200 })
    expect(await raw('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
  })

  test.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/.hidden.json',
    '/assets',
    '//secret.json',
  ])('%s leads nowhere', async (path) => {
    expect(await raw(path)).toMatchObject({ status: 404, text: 'There is no such page.\n' })
  })
})

describe('without its bearer', () => {
  test('a call is refused and does not reach the agent', async () => {
    const answer = await rpc(undefined)
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.text)).toMatchObject({ json: { code: 'CALLER_UNKNOWN' } })
    expect((await rpc('x'.repeat(43))).status).toBe(401)
    expect(agent.calls).toEqual([])
  })

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s asks for nothing', async (method) => {
    const bearer = await bearerFor(door, 'administer')
    const answer = await rpc(bearer, { method })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(agent.calls).toEqual([])
  })

  test('the token itself is no bearer, in no place', async () => {
    const token = new URL(door.mintLink('administer')).hash.replace('#token=', '')
    expect((await rpc(token)).status).toBe(401)
    expect((await rpc(undefined, { headers: { cookie: `bearer=${token}` } })).status).toBe(401)
  })
})

describe('other pages', () => {
  const strangers: [string, Record<string, string>][] = [
    ['a rebound name', { host: 'evil.example' }],
    ['another name of this machine', { host: `localhost:PORT` }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another program’s page', { origin: 'http://127.0.0.1:1' }],
    ['a frame without origin', { origin: 'null' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site request', { 'sec-fetch-site': 'same-site' }],
  ]
  test.each(strangers)('%s gets nothing, even with the bearer', async (_, headers) => {
    const bearer = await bearerFor(door, 'administer')
    const said = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(door.port))]))
    for (const answer of [await rpc(bearer, { headers: said }), await raw('/', { headers: said })]) {
      expect(answer.status).toBe(403)
      expect(JSON.parse(answer.text)).toMatchObject({ json: { code: 'ORIGIN_REFUSED' } })
    }
    expect(agent.calls).toEqual([])
  })

  test('another page cannot use a token it has come by', async () => {
    const token = new URL(door.mintLink('read')).hash.replace('#token=', '')
    const body = JSON.stringify({ token })
    const stolen = await raw('/session', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    })
    expect(stolen.status).toBe(403)
    expect((await postSession(door, token)).status).toBe(200)
  })
})

describe('the link', () => {
  test('works once, and the bearer goes on working after a reload', async () => {
    const token = new URL(door.mintLink('operate')).hash.replace('#token=', '')
    const first = await postSession(door, token)
    expect(first.status).toBe(200)
    const { bearer, access } = (await first.json()) as { bearer: string; access: string }
    expect(access).toBe('operate')
    expect((await postSession(door, token)).status).toBe(401)
    expect((await rpc(bearer)).status).toBe(200)
    expect((await rpc(bearer)).status).toBe(200)
  })

  test('ends after a minute; its page after twelve silent hours', async () => {
    const token = new URL(door.mintLink('operate')).hash.replace('#token=', '')
    const bearer = await bearerFor(door, 'read')
    now += 60_000
    expect((await postSession(door, token)).status).toBe(401)
    now += 12 * 3_600_000
    expect((await rpc(bearer)).status).toBe(401)
  })

  test('that is right always gets in, however many wrong ones somebody tries; those wait after the tenth', async () => {
    for (let count = 0; count < 10; count += 1) expect((await postSession(door, `wrong-${count}`)).status).toBe(401)
    const limited = await postSession(door, 'wrong-again')
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe('60')
    expect(await limited.json()).toMatchObject({ json: { code: 'RATE_LIMITED', data: { retryAfterSeconds: 60 } } })
    const token = new URL(door.mintLink('read')).hash.replace('#token=', '')
    expect((await postSession(door, token)).status).toBe(200)
  })

  test.each([
    ['a form of another page', { 'content-type': 'text/plain' }, '{"token":"x"}'],
    ['no JSON', { 'content-type': 'application/json' }, 'token=x'],
    ['no token', { 'content-type': 'application/json' }, '{}'],
    ['a whole book', { 'content-type': 'application/json' }, JSON.stringify({ token: 'x'.repeat(5000) })],
  ])('%s is refused as unreadable', async (_, headers: Record<string, string>, body) => {
    const answer = await raw('/session', { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ json: { code: 'INPUT_INVALID' } })
  })
})

describe('requests that make no sense', () => {
  test.each([
    ['broken JSON', '/rpc/state/get', '{"json":', 400],
    ['an unknown operation', '/rpc/state/erase', '{}', 404],
    ['the prototype', '/rpc/__proto__/constructor', '{}', 404],
    ['a hostile type mark', '/rpc/state/get', '{"json":{},"meta":[[99,"x"]]}', 200],
    ['more than any operation takes', '/rpc/certificates/get', JSON.stringify({ json: 'x'.repeat(300_000) }), 400],
  ])('%s is refused with a code and does no harm', async (_, path, body, status) => {
    const bearer = await bearerFor(door, 'administer')
    const answer = await raw(path, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(status)
    const codes: Record<number, string> = { 400: 'INPUT_INVALID', 404: 'CALL_UNKNOWN' }
    if (status !== 200) expect(JSON.parse(answer.text)).toMatchObject({ json: { code: codes[status] } })
    expect((await rpc(bearer)).status).toBe(200)
  })
})

test('a port that another program has is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const options = { router: routerOf(agent), staticFolder: '/', clock: { now: Date.now }, random, log: createSilentLog() }
  try {
    await expect(openLoopbackDoor({ ...options, port })).rejects.toMatchObject({ code: 'PORT_TAKEN', data: { port } })
  } finally {
    await new Promise((resolve) => other.close(resolve))
  }
})

test('neither a link nor a bearer is ever written to the log', async () => {
  const log = createSilentLog()
  const opened = await openLoopbackDoor({ router: routerOf(agent, log), staticFolder: '/', clock: { now: Date.now }, random, log })
  const bearer = await bearerFor(opened, 'read')
  await pageClient(opened, bearer).state.get()
  await opened.close()
  expect(log.lines.length).toBeGreaterThan(0)
  expect(JSON.stringify(log.lines)).not.toMatch(new RegExp(`token|${bearer}`))
})
