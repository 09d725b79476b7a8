import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { isContractProcedure } from '@orpc/contract'
import { type KyselyPlugin, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import { startCloud } from '../../support/cloud.ts'
import { cloudClient, createTestDevice, refusalOf } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { isServerThere, newDatabase } from '../../support/shared-postgres.ts'
import { createSilentLog } from '../../support/silent-log.ts'

interface Call {
  path: string
  method: string
  url: string
  audience: string
  /** Whether it is told more than its address says. */
  hasInput: boolean
}

/** Every call the contract has, walked rather than listed, so that a new one is tested from its first day. */
function callsOf(router: object, path: string[] = []): Call[] {
  return Object.entries(router).flatMap(([key, value]: [string, object]) => {
    if (!isContractProcedure(value)) return callsOf(value, [...path, key])
    const { route, meta, inputSchema } = value['~orpc']
    const { audience } = meta as { audience: string }
    const url = `/api${route.path}`.replace(/\{\w+\}/g, 'x')
    const told = inputSchema === undefined ? [] : Object.keys('shape' in inputSchema ? Object(inputSchema.shape) : { input: 0 })
    const hasInput = told.some((member) => !route.path?.includes(`{${member}}`))
    return [{ path: [...path, key].join('.'), method: route.method ?? 'POST', url, audience, hasInput }]
  })
}
const calls = callsOf(cloudContract)

describe('the cloud’s contract', () => {
  it('opens to nobody-in-particular exactly these calls', () => {
    expect(calls.filter(({ audience }) => audience === 'nobody').map(({ path }) => path)).toEqual([
      'auth.token',
      'auth.time',
      'deviceAuthorization.begin',
      'deviceAuthorization.poll',
      'devices.enrol',
      'labels.enrolment',
      'licences.keys',
    ])
  })
})

describeOnEachDatabase(
  'the cloud over HTTP',
  (test, under) => {
    const send = ({ method, url }: Pick<Call, 'method' | 'url'>, headers: Record<string, string> = {}) =>
      fetch(under.cloud.url + url, {
        method,
        headers: { ...headers, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
        ...(method !== 'GET' && { body: '{}' }),
      })

    test.each(calls.filter(({ audience }) => audience === 'device'))(
      '$path answers nobody without a token, before it looks at the input',
      async (call) => {
        for (const authorization of ['', 'Bearer', 'Bearer ', 'Bearer x', 'Basic eDp5', 'Bearer a b']) {
          const response = await send(call, { authorization })
          expect(response.status).toBe(401)
          expect(await response.json()).toMatchObject({ code: 'ACCESS_TOKEN_INVALID' })
        }
      },
    )

    const withInput = calls.filter(({ method, hasInput }) => method !== 'GET' && method !== 'DELETE' && hasInput)
    test.each(withInput)('$path tells what is wrong with an empty input', async (call) => {
      const isForPeople = ['person', 'member'].includes(call.audience)
      const authorization = async () => `Bearer ${await (await under.cloud.newDevice()).accessToken()}`
      const headers = isForPeople ? (await under.cloud.newPerson()).headers : { authorization: await authorization() }
      const response = await send(call, headers)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ code: 'INPUT_INVALID', status: 400 })
    })

    test('errors are problem details (RFC 9457) to whoever does not ask for plain JSON', async () => {
      const response = await send({ method: 'POST', url: '/api/devices/self/reports' })
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail: 'The access token is missing, expired, or meant for something else.',
        code: 'ACCESS_TOKEN_INVALID',
        data: {},
      })
    })

    test('what does not exist is a problem detail too', async () => {
      for (const url of ['/nothing', '/api', '/api/', '/api/nothing', '/api/devices/../../etc/passwd', '/health/x']) {
        const response = await send({ method: 'GET', url })
        expect(response.status).toBe(404)
        expect(await response.json()).toMatchObject({ code: 'CALL_UNKNOWN', title: 'Not Found' })
      }
      expect((await send({ method: 'DELETE', url: '/api/auth/time' })).status).toBe(404)
      const unreadable = await send({ method: 'GET', url: '/api/%' })
      expect(unreadable.headers.get('content-type')).toContain('application/problem+json')
      expect(await unreadable.json()).toMatchObject({ code: 'INPUT_INVALID', status: 400, title: 'Bad Request' })
    })

    const unreadable: [string, RequestInit, number][] = [
      ['broken JSON', { body: '{"token":', headers: { 'content-type': 'application/json' } }, 400],
      ['a list', { body: '[]', headers: { 'content-type': 'application/json' } }, 400],
      ['text', { body: 'token=x', headers: { 'content-type': 'text/plain' } }, 400],
      ['a form', { body: 'token=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
      ['nothing', {}, 400],
      ['a poisoned prototype', { body: '{"__proto__":{"admin":true}}', headers: { 'content-type': 'application/json' } }, 400],
      ['more than fits', { body: JSON.stringify({ token: 'x'.repeat(300_000) }), headers: { 'content-type': 'application/json' } }, 413],
    ]
    test.each(unreadable)('%s as a body is refused as input, and is no defect', async (_, init, status) => {
      const response = await fetch(`${under.cloud.url}/api/devices`, { method: 'POST', ...init })
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ code: 'INPUT_INVALID' })
    })

    test('OpenAPI 3.1 describes every call, with the codes it refuses with and the token it needs', async () => {
      const document = await (await fetch(`${under.cloud.url}/api/openapi.json`)).json()
      expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), servers: [{ url: 'https://cloud.myl.test/api' }] })
      const described = Object.entries<Record<string, { security?: unknown }>>(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { security }]) => ({
          url: `/api${path}`.replace(/\{\w+\}/g, 'x'),
          method: method.toUpperCase(),
          audience: security ? (JSON.stringify(security).includes('device') ? 'device' : 'people') : 'nobody',
        })),
      )
      expect(described).toHaveLength(calls.length)
      expect(described).toEqual(
        expect.arrayContaining(
          calls.map(({ url, method, audience }) => ({ url, method, audience: /person|member/.test(audience) ? 'people' : audience })),
        ),
      )
      expect(JSON.stringify(document.paths['/devices'].post)).toContain('ENROLMENT_TOKEN_USED_UP')
      expect(document.paths['/devices'].post.requestBody.content['application/json'].schema.properties.publicKey.required).toEqual([
        'kty',
        'crv',
        'x',
      ])
    })

    test('its health says that the database answers', async () => {
      const response = await fetch(`${under.cloud.url}/health/ready`)
      expect([response.status, await response.json()]).toEqual([200, { status: 'pass', database: 'answers', stopping: false }])
    })

    test('its health asks the database once a second at most, however many ask', async () => {
      let asked = 0
      const counting: KyselyPlugin = {
        transformQuery: ({ node }) => {
          asked += 1
          return node
        },
        transformResult: async ({ result }) => result,
      }
      const watched = await startCloud({ db: under.database.db.withPlugin(counting) })
      try {
        asked = 0
        const begun = performance.now()
        for (let n = 0; n < 5; n++) {
          const all = await Promise.all(Array.from({ length: 10 }, () => fetch(`${watched.url}/health/ready`)))
          expect(all.every(({ status }) => status === 200)).toBe(true)
        }
        // Beside the mails that are looked for once a second.
        expect(asked).toBeLessThanOrEqual(2 + 2 * Math.ceil((performance.now() - begun) / 1_000))
      } finally {
        await watched.close()
      }
    })

    test('no answer is kept by a cache', async () => {
      for (const url of ['/health/ready', '/api/auth/time', '/api/nothing']) {
        expect((await fetch(under.cloud.url + url)).headers.get('cache-control')).toBe('no-store')
      }
    })

    test('the log knows what was asked, and holds no token, assertion or key', async () => {
      const { token } = await under.cloud.newTeam()
      const device = await under.cloud.newDevice({ token })
      const assertion = device.assertion()
      await refusalOf(cloudClient(under.cloud.url).devices.enrol({ token: `${token}x`, publicKey: device.publicKey }))
      const accessToken = await device.accessToken()
      await refusalOf(cloudClient(under.cloud.url, () => `${accessToken}x`).devices.auditHeads())
      await fetch(`${under.cloud.url}/api/${token}?token=${accessToken}`)
      const logged = JSON.stringify(under.cloud.log.lines)
      for (const call of ['devices.enrol', 'auth.token', '/api/*']) expect(logged).toContain(`"call":"${call}"`)
      for (const secret of [token, accessToken, assertion, accessToken.split('.')[2] ?? '', 'mylzip_enrol_'])
        expect(logged).not.toContain(secret)
    })

    test('every refusal of the contract has a sentence', () => {
      const codes = new Set<string>(refusalCodes)
      const walk = (router: object): string[] =>
        Object.values(router).flatMap((value: object) => (isContractProcedure(value) ? Object.keys(value['~orpc'].errorMap) : walk(value)))
      for (const code of walk(cloudContract)) expect(codes).toContain(code)
    })
  },
  { limits: { perAddress: 100_000, perCaller: 100_000 } },
)

describeOnEachDatabase('the cloud that lost its database', (test, under) => {
  test('says so in its health, and answers calls with a defect that tells nothing', async () => {
    const lost = await startCloud({ db: under.database.db.withPlugin({ transformQuery: fail, transformResult: fail }) })
    try {
      expect((await fetch(`${lost.url}/health/ready`)).status).toBe(503)
      const refusal = await refusalOf(
        cloudClient(lost.url).devices.enrol({ token: 'x', publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } }),
      )
      expect(refusal).toMatchObject({ code: 'DEFECT', status: 500, data: { reference: expect.any(String) } })
      expect(JSON.stringify(refusal)).not.toContain('the cable was cut')
      expect(JSON.stringify(lost.log.lines)).toContain('the cable was cut')
    } finally {
      await lost.close()
    }
  })
  const fail = () => {
    throw new Error('the cable was cut')
  }
})

it.skipIf(!isServerThere())(
  'whoever finds all connections to the database taken is told to come back, and that nothing was done',
  async () => {
    const { url, drop } = await newDatabase('migrated')
    const database = openPostgres(url, createSilentLog(), { patience: 700 })
    const cloud = await startCloud({ db: database.db, listen: database.listen })
    try {
      const { token } = await cloud.newTeam()
      const taken = Array.from({ length: 10 }, () => sql`SELECT pg_sleep(2)`.execute(database.db))
      const device = createTestDevice(cloud.url, cloud.clock)
      expect(await refusalOf(device.enrol(token))).toMatchObject({ code: 'SERVICE_BUSY', status: 503 })
      await Promise.all(taken)
      await device.enrol(token)
    } finally {
      await cloud.close()
      await database.close().finally(drop)
    }
  },
)
