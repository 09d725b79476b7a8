import type { CallFor } from '@mylzip/shared/cloud-api/call.ts'
import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { apiScopes } from '@mylzip/shared/domain/api-scopes.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { type CloudCall, cloudCalls } from '../../support/cloud-calls.ts'
import { inputOf } from '../../support/input-of-schema.ts'
import { type Json, spoil } from '../../support/nasty-json.ts'

/** Every call of the contract, asked by somebody it is for, with what its own schema allows and with what it does not. */

const calls = cloudCalls(cloudContract)
/** ms. Those that wait for something are asked not to. */
const patience = 5_000
const waiting: Readonly<Record<string, object>> = { 'commands.wait': { waitSeconds: 0 } }
/** Never ends by itself: its own tests are in commands.test.ts. */
const endless = ['commands.stream']

let cloud: CloudAlone
let known: Record<string, string>
let headersFor: (callFor: CallFor) => Promise<Record<string, string>>

beforeAll(async () => {
  cloud = await startCloudAlone({ limits: { perAddress: 1_000_000, perCaller: 1_000_000 } })
  const { slug, teamId, token } = await cloud.newTeam({ maxUses: 10_000 })
  const device = await cloud.newDevice({ token })
  const newSecret = async () => {
    const order = { teamId, name: 'every call', role: 'admin', scopes: [...apiScopes], createdBy: null, expiresAt: null } as const
    return (await cloud.apiTokens.create(order)).secret
  }
  const secret = await newSecret()
  const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` })
  headersFor = async (callFor) => {
    switch (callFor.audience) {
      case 'device':
        return bearer(await device.accessToken())
      case 'member':
        // A person of its own each time: some calls end what the caller is let in by.
        return callFor.scope ? bearer(secret) : (await cloud.newPerson({ teamId, role: 'owner' })).headers
      case 'person':
        return (await cloud.newPerson({ teamId, role: 'member' })).headers
      default:
        return {}
    }
  }
  const { deviceId, name } = device.enrolled
  known = { deviceId, team: slug, slug, teamId, name, token, zone: 'myl.test' }
})
afterAll(() => cloud?.close())

describe.each(calls.filter(({ name }) => !endless.includes(name)))('$name', (call) => {
  it('answers whatever it is asked, soon and never with a defect', async () => {
    const headers = await headersFor(call.callFor)
    const allowed = inputOf(call.input, known)
    const asked = fc.oneof({ weight: 3, arbitrary: allowed }, { weight: 2, arbitrary: allowed.chain(spoil) })
    await fc.assert(
      fc.asyncProperty(asked, async (input) => {
        const request = requestOf(call, input, headers)
        const response = await fetch(`${cloud.url}/api${request.path}`, { ...request.init, signal: AbortSignal.timeout(patience) })
        const text = await response.text()
        expect(response.status, `${call.method} ${request.path}: ${text}`).toBeLessThan(500)
        if (!response.ok) expect(JSON.parse(text)).toMatchObject({ code: expect.stringMatching(/^[A-Z0-9_]+$/) })
      }),
      { numRuns: 8 },
    )
  })
})

function requestOf({ name, method, path, isDetailed }: CloudCall, input: Json, headers: Record<string, string>) {
  const { params, ...others } = partsOf(input, path, isDetailed)
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(text(params[key] ?? 'x').toWellFormed()) || 'x')
  const rest = { ...others.rest, ...waiting[name] }
  if (method === 'GET' || method === 'DELETE') {
    const query = Object.entries(rest).map(
      ([key, value]) => `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(text(value).toWellFormed())}`,
    )
    return { path: query.length === 0 ? filled : `${filled}?${query.join('&')}`, init: { method, headers } }
  }
  const body = typeof input === 'object' && input !== null && !Array.isArray(input) ? rest : input
  return { path: filled, init: { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) } }
}

function partsOf(input: Json, path: string, isDetailed: boolean): { params: Record<string, Json>; rest: Record<string, Json> } {
  const all = asObject(input)
  if (isDetailed) return { params: asObject(all.params ?? {}), rest: asObject(all.query ?? {}) }
  const isParam = (key: string) => path.includes(`{${key}}`)
  const entries = Object.entries(all)
  return {
    params: Object.fromEntries(entries.filter(([key]) => isParam(key))),
    rest: Object.fromEntries(entries.filter(([key]) => !isParam(key))),
  }
}

function asObject(value: Json): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
