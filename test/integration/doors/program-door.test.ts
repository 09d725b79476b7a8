import { text } from 'node:stream/consumers'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type AgentDouble, activity, certificateId, createAgentDouble, runId, snapshot } from '../../support/agent-services.ts'
import { routerOf } from '../../support/doors.ts'
import { type ProgramDoorBench, programDoorFor } from '../../support/program-door.ts'
import { refusalCode } from '../../support/refusal-code.ts'

let agent: AgentDouble
let bench: ProgramDoorBench

beforeEach(async () => {
  agent = createAgentDouble()
  bench = await programDoorFor(routerOf(agent))
})
afterEach(() => bench.close())

const json = { 'content-type': 'application/json' }
const renew = (token: string, headers: Record<string, string> = {}) =>
  bench.ask(`/api/certificates/${certificateId}/renewals`, { method: 'POST', token, headers: { ...json, ...headers }, body: '{}' })

describe('a program with a token', () => {
  test('asks by plain HTTP, and needs neither cookie nor session', async () => {
    const { secret } = await bench.token()
    const answer = await bench.ask('/api/state', { token: secret })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual(snapshot)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(await bench.ask('/api/state', { token: secret, headers: { host: `localhost:${bench.port}` } })).toMatchObject({ status: 200 })
  })

  test('renews where its token allows it, and the log says which program asked', async () => {
    const { secret } = await bench.token({ label: 'Rollout', level: 'operate' })
    const answer = await renew(secret)
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status: 200, body: { runId, joined: false } })
    expect(bench.recorded.at(-1)).toMatchObject({
      actor: 'token',
      action: 'token-used',
      subject: 'Rollout',
      detail: { operation: 'renewals.renewNow' },
    })
  })

  test('is whom the log names beside what it changed', async () => {
    const askers: unknown[] = []
    const pause = async (_minutes: number, by?: string) => {
      askers.push(by)
      return { since: '2026-11-21T08:00:00.000Z', until: '2026-11-21T09:00:00.000Z' }
    }
    const pausing = await programDoorFor(routerOf(createAgentDouble({ renewals: { pause } })))
    onTestFinished(() => pausing.close())
    const { secret } = await pausing.token({ level: 'operate' })
    expect(await pausing.ask('/api/renewals/pause', { method: 'POST', token: secret, headers: json, body: '{}' })).toMatchObject({
      status: 200,
    })
    expect(askers).toEqual(['token'])
  })

  test('is told what is wrong in one form: the code, the sentence, the next step and the facts', async () => {
    const { secret } = await bench.token()
    const answer = await renew(secret)
    expect(answer.status).toBe(403)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(answer.body)).toEqual({
      code: 'CALLER_NOT_ALLOWED',
      sentence: 'This needs the right to operate, which this caller does not have.',
      nextStep: 'Ask an administrator of this machine.',
      data: { access: 'operate' },
    })
    expect(agent.calls).toEqual([])
    expect(await bench.ask('/api/nothing', { token: secret })).toMatchObject({ status: 404, code: 'CALL_UNKNOWN' })
    expect(await bench.ask('/rpc/state/get', { method: 'POST', token: secret, body: '{}', headers: json })).toMatchObject({ status: 404 })
    expect(await bench.ask('/', { token: secret })).toMatchObject({ status: 404 })
  })

  test('reads what there is to ask, with the token alone', async () => {
    const { secret } = await bench.token()
    const described = JSON.parse((await bench.ask('/api/openapi.json', { token: secret })).body)
    expect(described).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), servers: [{ url: `http://127.0.0.1:${bench.port}/api` }] })
    expect(await bench.ask('/api/openapi.json')).toMatchObject({ status: 401, code: 'LOCAL_TOKEN_NEEDED' })
  })
})

describe('whoever is not let in', () => {
  test('without a token is told what is wanted', async () => {
    await bench.token()
    const answer = await bench.ask('/api/state')
    expect(answer).toMatchObject({ status: 401, code: 'LOCAL_TOKEN_NEEDED' })
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="mylzip"')
    expect(await bench.ask('/api/state', { headers: { cookie: 'session=x', authorization: 'Basic dTpw' } })).toMatchObject({ status: 401 })
  })

  test.each(['?token=', '?access_token=', '?authorization=Bearer%20', '?a=%6dylzip_'])(
    'a token in the address (%s) is no way in',
    async (query) => {
      const { secret } = await bench.token()
      const written = query + (query.includes('%6d') ? secret.slice('mylzip_'.length) : secret)
      expect(await bench.ask(`/api/state${written}`)).toMatchObject({ status: 400, code: 'LOCAL_TOKEN_IN_ADDRESS' })
      expect(await bench.ask(`/api/state${written}`, { token: secret })).toMatchObject({ code: 'LOCAL_TOKEN_IN_ADDRESS' })
      expect(agent.calls).toEqual([])
    },
  )

  test.each([
    [{ host: 'attacker.example' }],
    [{ host: '127.0.0.1' }],
    [{ host: 'localhost.attacker.example:18460' }],
    [{ origin: 'https://attacker.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-origin' }],
  ])('a page, or a name that leads here (%o), is not answered though it has a good token', async (headers) => {
    const { secret } = await bench.token({ level: 'operate' })
    expect(await bench.ask('/api/state', { token: secret, headers })).toMatchObject({ status: 403, code: 'LOCAL_API_FOR_PROGRAMS' })
    expect(await renew(secret, headers)).toMatchObject({ status: 403, code: 'LOCAL_API_FOR_PROGRAMS' })
    expect(agent.calls).toEqual([])
  })

  test('a browser that asks beforehand is told nothing', async () => {
    await bench.token()
    const headers = {
      origin: 'https://attacker.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    }
    const answer = await bench.ask('/api/state', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(403)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('guesses are slowed after ten, while a right token is let in at once', async () => {
    const { secret } = await bench.token()
    const guess = () => bench.ask('/api/state', { token: `${secret.slice(0, -2)}AA` })
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).code).toBe('LOCAL_TOKEN_UNKNOWN')
    const slowed = await guess()
    expect(slowed).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
    expect((await bench.ask('/api/state', { token: secret })).status).toBe(200)
    await bench.time.pass(61_000)
    expect((await guess()).code).toBe('LOCAL_TOKEN_UNKNOWN')
  })

  test('a token with a character more, less, or of another case is not known', async () => {
    const { secret } = await bench.token()
    for (const wrong of [`${secret}A`, secret.slice(0, -1), secret.toUpperCase(), '', `${secret} ${secret}`, 'ü'])
      expect((await bench.ask('/api/state', { headers: { authorization: `Bearer ${encodeURI(wrong)}` } })).status).toBe(401)
  })
})

describe('the end of a token', () => {
  test('revoking it ends what it watches at once, with the code, and the next call is refused', async () => {
    const { token, secret } = await bench.token({ label: 'Wall' })
    const stream = await bench.stream('/api/state/events', secret)
    const said = text(stream)
    await expect.poll(() => agent.watchers()).toBe(1)
    await bench.tokens.revoke(token.id)
    expect(await said).toMatch(/event: error[\s\S]*LOCAL_TOKEN_REVOKED/)
    await expect.poll(() => agent.watchers()).toBe(0)
    expect(await bench.ask('/api/state', { token: secret })).toMatchObject({ status: 401, code: 'LOCAL_TOKEN_REVOKED' })
    // Revoked once is revoked.
    expect(await bench.tokens.revoke(token.id)).toMatchObject({ state: 'revoked' })
    expect(bench.recorded.filter(({ action }) => action === 'token-revoked')).toHaveLength(1)
  })

  test('ends also the call that asked to be let in at the same moment', async () => {
    const { token, secret } = await bench.token()
    const [, entered] = await Promise.allSettled([bench.tokens.revoke(token.id), bench.gate.enter(secret)])
    const pass = entered.status === 'fulfilled' ? entered.value : undefined
    pass?.leave()
    expect(pass?.ended.reason ?? (entered.status === 'rejected' && entered.reason)).toMatchObject({ code: 'LOCAL_TOKEN_REVOKED' })
  })

  test('when its time is over, what it watches ends too; until then events come', async () => {
    const { secret } = await bench.token({ days: 2 })
    const stream = await bench.stream('/api/state/events', secret)
    const said = text(stream)
    await expect.poll(() => agent.watchers()).toBe(1)
    await bench.time.pass(day + hour)
    agent.announce({ type: 'activity', activity })
    expect(agent.watchers()).toBe(1)
    await bench.time.pass(day)
    expect(await said).toMatch(/"type":"activity"[\s\S]*event: error[\s\S]*LOCAL_TOKEN_EXPIRED/)
    expect(await bench.ask('/api/state', { token: secret })).toMatchObject({ status: 401, code: 'LOCAL_TOKEN_EXPIRED' })
  })

  test('one that was revoked long ago is forgotten, also by the door; one that ended is shown no more', async () => {
    const ended = await bench.token({ days: 1 })
    const { token, secret } = await bench.token()
    await bench.tokens.revoke(token.id)
    await bench.time.pass(32 * day)
    expect((await bench.tokens.list()).tokens).toEqual([])
    await bench.token({ label: 'Another' })
    expect((await bench.ask('/api/state', { token: secret })).code).toBe('LOCAL_TOKEN_UNKNOWN')
    expect((await bench.ask('/api/state', { token: ended.secret })).code).toBe('LOCAL_TOKEN_EXPIRED')
  })

  test('is none by a clock that ran ahead when the agent started: once it is right, its program is let in again', async () => {
    const { secret } = await bench.token({ days: 90 })
    const right = bench.time.clock.now()
    bench.time.setClock(right + 400 * day)
    await bench.restart()
    await bench.token({ label: 'Made in the future' })
    expect((await bench.ask('/api/state', { token: secret })).code).toBe('LOCAL_TOKEN_EXPIRED')
    bench.time.setClock(right)
    expect((await bench.ask('/api/state', { token: secret })).status).toBe(200)
  })

  test('after a restart the same tokens are good', async () => {
    const { secret } = await bench.token()
    await bench.restart()
    expect((await bench.ask('/api/state', { token: secret })).status).toBe(200)
  })
})

describe('tokens', () => {
  test('are kept as hashes alone, and shown once', async () => {
    const { token, secret } = await bench.token({ label: 'Monitoring' })
    expect(secret).toMatch(/^mylzip_local_[\w-]{43}$/)
    const kept = JSON.stringify([
      await bench.db.selectFrom('local_tokens').selectAll().execute(),
      await bench.tokens.list(),
      bench.recorded,
    ])
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(secret.slice(token.shown.length))
    expect((await bench.tokens.list()).tokens).toMatchObject([{ label: 'Monitoring', level: 'read', state: 'good', lastUsedAt: null }])
  })

  test('remember when they were used last, and write that once an hour', async () => {
    const { secret } = await bench.token()
    const used = async () => (await bench.tokens.list()).tokens[0]?.lastUsedAt
    await bench.ask('/api/state', { token: secret })
    const first = await used()
    expect(first).not.toBeNull()
    await bench.time.pass(59 * 60_000)
    await bench.ask('/api/state', { token: secret })
    expect(await used()).toBe(first)
    await bench.time.pass(60_000)
    await bench.ask('/api/state', { token: secret })
    expect(await used()).not.toBe(first)
  })

  test('last a year at most, and have a label of their own while they are good', async () => {
    const { token } = await bench.token({ label: 'One' })
    expect(await refusalCode(bench.token({ label: 'One' }))).toBe('LOCAL_TOKEN_LABEL_TAKEN')
    expect(await refusalCode(bench.token({ until: new Date(bench.time.clock.now() + 366 * day).toISOString() }))).toBe(
      'LOCAL_TOKEN_END_INVALID',
    )
    expect(await refusalCode(bench.token({ until: new Date(bench.time.clock.now()).toISOString() }))).toBe('LOCAL_TOKEN_END_INVALID')
    expect(await refusalCode(bench.token({ days: 3, until: token.expiresAt }))).toBe('LOCAL_TOKEN_END_INVALID')
    await bench.tokens.revoke(token.id)
    expect((await bench.token({ label: 'One' })).token.state).toBe('good')
    expect(await refusalCode(bench.tokens.revoke(certificateId))).toBe('LOCAL_TOKEN_NOT_FOUND')
  })

  test('are no more than fifty', async () => {
    for (let count = 0; count < 50; count += 1) await bench.token()
    expect(await refusalCode(bench.token())).toBe('LOCAL_TOKENS_TOO_MANY')
  })

  test('are not made where the plan has none, and those that are there go on', async () => {
    let plan = true
    const mayMake = async () => {
      if (!plan) throw new Refusal('LICENCE_REQUIRED', { feature: 'API tokens', plan: 'Premium' })
    }
    const planned = await programDoorFor(routerOf(agent), mayMake)
    onTestFinished(() => planned.close())
    const { secret } = await planned.token()
    plan = false
    expect(await refusalCode(planned.token())).toBe('LICENCE_REQUIRED')
    expect((await planned.ask('/api/state', { token: secret })).status).toBe(200)
  })
})
