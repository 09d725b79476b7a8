import { randomUUID } from 'node:crypto'
import type { CallFor } from '@mylzip/shared/cloud-api/call.ts'
import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { apiScopes } from '@mylzip/shared/domain/api-scopes.ts'
import { roleAllows, teamRoles } from '@mylzip/shared/domain/team-roles.policy.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { cloudCalls } from '../../support/cloud-calls.ts'

/** Every call of the contract × everybody who could make it: generated, so that no new call is forgotten. */

type Caller = { name: string; headers: Record<string, string>; opens: (callFor: CallFor) => boolean }

const calls = cloudCalls(cloudContract)
let cloud: CloudAlone
let own: { slug: string; teamId: string; token: string }
let callers: Caller[]

const refusedAtTheDoor = [
  'SIGN_IN_NEEDED',
  'CSRF_TOKEN_INVALID',
  'API_TOKEN_INVALID',
  'ACCESS_TOKEN_INVALID',
  'SCOPE_MISSING',
  'PERSON_NEEDED',
  'ROLE_TOO_LOW',
  'TEAM_NOT_FOUND',
  'DEVICE_NOT_FOUND',
  'OPERATION_NOT_FOUND',
]

/** What stands in a path between braces, and in a body, so that the team a call is about is found. */
let parameters: Record<string, string>
let bodies: Record<string, object>

beforeAll(async () => {
  cloud = await startCloudAlone({ limits: { perAddress: 1_000_000, perCaller: 1_000_000 } })
  own = await cloud.newTeam()
  const other = await cloud.newTeam()
  const device = await cloud.newDevice({ token: own.token })
  const { deviceId } = device.enrolled
  parameters = {
    ...{ team: own.slug, person: randomUUID(), invitation: randomUUID() },
    deviceId,
    operationId: await newOperation(deviceId),
    tokenId: randomUUID(),
    accountId: randomUUID(),
    device: randomUUID(),
    label: 'till-7',
  }
  bodies = {
    'teams.setRole': { role: 'member' },
    'teams.invite': { email: 'guest@people.test', role: 'member' },
    'ssl.provisionDevice': { deviceId, domain: 'www.example.test', certificateType: 'single', autoRenewal: true },
    'ssl.upgradeToPremium': { deviceId },
    'acmeAccounts.open': { directory: 'https://nobody.test/directory', termsAgreed: true },
    'enrolmentTokens.create': { name: 'matrix', maxUses: 1 },
    'teamDevices.transfer': { to: own.slug },
    'policies.set': { basedOn: 0, document: {} },
    'apiTokens.create': { name: 'matrix', role: 'read-only', scopes: ['devices:read'] },
  }
  const people = await Promise.all(
    teamRoles.map(async (role) => ({
      role,
      member: await cloud.newPerson({ teamId: own.teamId, role }),
      stranger: await cloud.newPerson({ teamId: other.teamId, role }),
    })),
  )
  const tokens = await Promise.all(
    [own, other].flatMap(({ teamId }) =>
      apiScopes.map(async (scope) => {
        const { secret } = await cloud.apiTokens.create({
          teamId,
          name: scope,
          role: 'owner',
          scopes: [scope],
          createdBy: null,
          expiresAt: null,
        })
        return { scope, own: teamId === own.teamId, secret }
      }),
    ),
  )
  const isMember = (callFor: CallFor) => (callFor.audience === 'member' ? callFor : undefined)
  callers = [
    { name: 'nobody', headers: {}, opens: () => false },
    {
      name: 'somebody with a made-up cookie',
      headers: { cookie: '__Host-session=mylzip_session_x', 'x-csrf-token': 'x' },
      opens: () => false,
    },
    {
      name: 'a device',
      headers: { authorization: `Bearer ${await device.accessToken()}` },
      opens: ({ audience }) => audience === 'device',
    },
    ...people.flatMap(({ role, member, stranger }): Caller[] => [
      {
        name: `${role} of the team`,
        headers: member.headers,
        opens: (callFor) =>
          callFor.audience === 'person' || (roleAllows(role, isMember(callFor)?.role ?? 'owner') && isMember(callFor) !== undefined),
      },
      { name: `${role} of another team`, headers: stranger.headers, opens: ({ audience }) => audience === 'person' },
    ]),
    ...tokens.map(
      ({ scope, own, secret }): Caller => ({
        name: `an API token for ${scope} of ${own ? 'the' : 'another'} team`,
        headers: { authorization: `Bearer ${secret}` },
        opens: (callFor) => own && isMember(callFor)?.scope === scope && isMember(callFor)?.role !== 'owner',
      }),
    ),
  ]
})
afterAll(() => cloud?.close())

describe.each(calls.filter(({ callFor }) => callFor.audience !== 'nobody'))('$name', ({ name, method, path, callFor }) => {
  it('opens to those it is for, and to nobody else', async () => {
    for (const caller of callers) {
      const response = await fetch(`${cloud.url}/api${filled(path)}`, { method, ...bodyFor(name, method, caller.headers) })
      const body = await textOf(response)
      const code = response.ok ? 'OK' : JSON.parse(body).code
      const outcome = refusedAtTheDoor.includes(code) ? 'refused' : 'let in'
      expect(outcome, `${caller.name}: ${code}`).toBe(caller.opens(callFor) ? 'let in' : 'refused')
      expect(response.status, `${caller.name}: ${body}`).toBeLessThan(500)
    }
  })
})

it('a person whose page did not send its token changes nothing', async () => {
  for (const { method, path } of calls.filter(
    ({ callFor, method }) => ['person', 'member'].includes(callFor.audience) && method !== 'GET',
  )) {
    const person = await cloud.newPerson({ teamId: own.teamId, role: 'owner' })
    for (const token of [undefined, 'x', person.sessionSecret]) {
      const headers = { cookie: person.headers.cookie ?? '', accept: 'application/json', ...(token && { 'x-csrf-token': token }) }
      const response = await fetch(`${cloud.url}/api${filled(path)}`, { method, headers })
      expect(await response.json()).toMatchObject({ code: 'CSRF_TOKEN_INVALID' })
    }
  }
})

function filled(path: string): string {
  const known = path.replace(/\{(\w+)\}/g, (braced, parameter: string) => parameters[parameter] ?? braced)
  return known.endsWith('/waiting') ? `${known}?waitSeconds=0` : known
}

/** A stream of events never ends by itself: that it began is what counts. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text()
  await response.body?.cancel()
  return ''
}

async function newOperation(deviceId: string): Promise<string> {
  const { api } = await cloud.newPerson({ teamId: own.teamId, role: 'member' })
  return (await api.ssl.renewCertificate({ deviceId })).id
}

/** An empty request where nothing else is needed: what is refused at the door is refused before anybody reads it. */
function bodyFor(name: string, method: string, headers: Record<string, string>): RequestInit {
  const accept = { accept: 'application/json', ...headers }
  return method === 'GET' || method === 'DELETE'
    ? { headers: accept }
    : { headers: { ...accept, 'content-type': 'application/json' }, body: JSON.stringify(bodies[name] ?? {}) }
}
