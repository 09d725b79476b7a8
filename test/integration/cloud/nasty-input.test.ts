import { randomUUID } from 'node:crypto'
import { jwtBearer } from '@mylzip/shared/cloud-api/auth.ts'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { type Json, spoil } from '../../support/nasty-json.ts'

const told: Json = {
  names: ['www.example.test'],
  kind: 'device',
  directory: 'https://ca.example.test/dir',
  keyType: 'p-256',
  autoRenewal: true,
  health: 'protected',
  current: null,
  renewal: { at: '2026-11-21T08:00:00Z', reason: 'age' },
  failure: { code: 'X', sentence: 'y', at: '2026-11-21T08:00:00Z', nextAttemptAt: null },
}

describeOnEachDatabase(
  'whatever is sent',
  (test, under) => {
    const head = (device: TestDevice) => device.signHead(1, 'a'.repeat(64))
    const report = () => ({ id: randomUUID(), at: '2026-11-21T08:00:00Z', kind: 'run-failed', detail: { code: 'X', tries: 1, text: 'y' } })
    const calls: [string, string, (device: TestDevice, token: string) => Json][] = [
      ['POST', '/auth/token', (device) => ({ grantType: jwtBearer, assertion: device.assertion() })],
      ['POST', '/devices', ({ publicKey }, token) => ({ token, publicKey, label: 'till-1' })],
      ['POST', '/devices/self/reports', () => ({ reports: [report(), report()] })],
      ['POST', '/devices/self/audit-heads', (device) => ({ head: { ...head(device) } })],
      ['PUT', '/dns/challenges', ({ enrolled }) => ({ name: enrolled.name, value: 'x'.repeat(43) })],
      ['PUT', `/devices/self/commands/${randomUUID()}`, () => ({ state: 'failed', failure: { code: 'X', sentence: 'y' } })],
      ['PUT', '/devices/self/state', () => ({ state: { version: '1', certificates: [told] } })],
      ['PUT', '/devices/self/certificates', () => ({ certificatePem: 'PEM', directory: 'https://ca.example.test/dir' })],
      ['PUT', '/dns/addresses', () => ({ addresses: ['10.0.0.1', 'fd00::1'] })],
    ]
    test.each(calls)('%s %s answers, and never with a defect', async (method, path, input) => {
      const { token } = await under.cloud.newTeam({ maxUses: 10_000 })
      const device = await under.cloud.newDevice({ token })
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await device.accessToken()}` }
      await fc.assert(
        fc.asyncProperty(spoil(input(device, token)), async (body) => {
          const response = await fetch(`${under.cloud.url}/api${path}`, { method, headers, body: JSON.stringify(body) })
          expect([response.status, await response.json()]).toEqual([expect.toSatisfy((status) => status < 500), expect.anything()])
        }),
        { numRuns: 150 },
      )
    })

    test('the control plane answers, and never with a defect', async () => {
      const { teamId, token, slug } = await under.cloud.newTeam()
      const { deviceId } = (await under.cloud.newDevice({ token })).enrolled
      const { headers } = await under.cloud.newPerson({ teamId, role: 'admin' })
      const order = { deviceId, domain: 'www.example.test', certificateType: 'multi', autoRenewal: true, alsoFor: ['example.test'] }
      const asked: [string, Json][] = [
        ['/ssl/provision-device', order],
        [`/ssl/renew-certificate/${deviceId}`, { certificate: 'www.example.test' }],
        ['/ssl/upgrade-to-premium', { deviceId, period: 'year' }],
        [`/teams/${slug}/api-tokens`, { name: 'x', role: 'member', scopes: ['devices:read'], expiresInDays: 1 }],
      ]
      for (const [path, input] of asked)
        await fc.assert(
          fc.asyncProperty(spoil(input), async (body) => {
            const sent = { 'content-type': 'application/json', ...headers }
            const response = await fetch(`${under.cloud.url}/api${path}`, { method: 'POST', headers: sent, body: JSON.stringify(body) })
            expect([response.status, await response.json()]).toEqual([expect.toSatisfy((status) => status < 500), expect.anything()])
          }),
          { numRuns: 60 },
        )
    })

    test('claims of an assertion can be as odd as they like', async () => {
      const device = await under.cloud.newDevice()
      const claims: Json = { iss: 'x', sub: 'x', aud: 'x', iat: 1, exp: 2, nbf: 3, jti: 'x' }
      await fc.assert(
        fc.asyncProperty(spoil(claims), async (spoilt) => {
          const assertion = device.assertion(typeof spoilt === 'object' ? (spoilt ?? {}) : {})
          const response = await fetch(`${under.cloud.url}/api/auth/token`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ grantType: jwtBearer, assertion }),
          })
          expect(response.status).toBeLessThan(500)
        }),
        { numRuns: 150 },
      )
    })

    test('one odd claim in an otherwise good assertion', async () => {
      const device = await under.cloud.newDevice()
      for (const claim of ['iss', 'sub', 'aud', 'iat', 'exp', 'nbf', 'jti']) {
        for (const value of [null, '', 0, -1, 1e300, 1.5, '\0', [], ['https://cloud.myl.test/api/auth/token'], {}, true]) {
          const response = await fetch(`${under.cloud.url}/api/auth/token`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ grantType: jwtBearer, assertion: device.assertion({ [claim]: value }) }),
          })
          expect([claim, value, response.status]).toEqual([claim, value, expect.toSatisfy((status) => status < 500)])
        }
      }
    })

    test('a report that quotes unprintable text is kept', async () => {
      const device = await under.cloud.newDevice()
      const detail = { 'a\0': 'b\0\uD800' }
      expect(
        await device.api.devices.report({ reports: [{ id: randomUUID(), at: '2026-11-21T08:00:00Z', kind: 'run-failed', detail }] }),
      ).toEqual({
        accepted: 1,
      })
    })
  },
  { limits: { perAddress: 1_000_000, perCaller: 1_000_000 } },
)
