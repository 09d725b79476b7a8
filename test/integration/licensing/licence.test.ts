import { randomBytes, randomUUID } from 'node:crypto'
import { type LicenceKey, LicenceKeySet } from '@mylzip/shared/cloud-api/licences.ts'
import { day, hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLicenceDocuments } from '#cloud/modules/licences/licence-documents.ts'
import { generateSigningKey, type SigningKey } from '#cloud/plugins/signing-key.ts'
import { createLicence, type Licence } from '#main/licensing/licence.service.ts'
import { readKeySet, readLicence } from '#main/licensing/licence-document.policy.ts'
import { createLicenceView } from '#main/licensing/licence-view.service.ts'
import { type AgentDatabase, openDatabase } from '#main/system/database/database.adapter.ts'
import { type CloudAlone, leapingClock, startCloudAlone } from '../../support/cloud.ts'
import { refusalCode } from '../../support/refusal-code.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The device's licence, got from the real cloud over HTTP. */
let cloud: CloudAlone
let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  cloud = await startCloudAlone()
  folder = await temporaryFolder()
})
afterAll(async () => {
  await cloud.close()
  await folder.remove()
})

async function newLicence() {
  const { token, teamId } = await cloud.newTeam({ plan: 'free' })
  const device = await cloud.newDevice({ token })
  const database: AgentDatabase = await openDatabase({ file: `${folder.path}/${randomUUID()}.db`, now: Date.now() })
  const clock = leapingClock()
  let offline = false
  let asked = 0
  const api = device.api.licences
  const online = <Answer>(ask: () => Promise<Answer>) => {
    asked += 1
    return offline ? Promise.reject(new Error('offline')) : ask()
  }
  const licence: Licence = createLicence({
    db: database.db,
    cloud: {
      licences: { ...api, document: (input) => online(() => api.document(input)), keys: () => online(() => api.keys()) } as typeof api,
    },
    clock,
    log: createSilentLog(),
    identity: async () => ({ deviceId: device.enrolled.deviceId, cloudUrl: cloud.url }),
    newNonce: () => randomBytes(16).toString('base64url'),
    patience: () => new Promise(() => undefined),
  })
  const view = createLicenceView({
    licence,
    cloud: { licences: { ofDevice: () => online(() => api.ofDevice()) } as typeof api },
    clock,
    log: createSilentLog(),
    patience: () => new Promise(() => undefined),
  })
  return {
    licence,
    view,
    /** How often the cloud was asked since this was called last. */
    timesAsked() {
      const times = asked
      asked = 0
      return times
    },
    withdraw: () => cloud.licences.withdraw(teamId),
    clock,
    grant: () => cloud.licences.grant({ teamId, plan: 'premium', devices: null, endsAt: cloud.clock.now() + 365 * day }),
    goOffline: () => {
      offline = true
    },
    goOnline: () => {
      offline = false
    },
    close: () => database.close(),
  }
}

it('what was just granted counts at once, because the cloud is asked before anything is refused', async () => {
  const { licence, grant, close } = await newLicence()
  await licence.require([])
  expect(await refusalCode(licence.require(['wildcard']))).toBe('LICENCE_REQUIRED')
  await grant()
  await licence.require(['wildcard', 'own-domains'])
  expect(await refusalCode(licence.require(['wildcard', 'fleet']))).toBe('LICENCE_REQUIRED')
  await close()
})

it('offline it holds for fourteen days of the latest time ever seen: a clock set back gains nothing, the cloud’s word puts it right', async () => {
  const { licence, clock, grant, goOffline, goOnline, close } = await newLicence()
  await grant()
  await licence.follow()
  goOffline()
  clock.pass(14 * day - hour)
  await licence.require(['wildcard'])
  clock.pass(2 * hour)
  expect(await refusalCode(licence.require(['wildcard']))).toBe('LICENCE_UNCONFIRMED')
  clock.pass(-13 * day)
  expect(await refusalCode(licence.require(['wildcard']))).toBe('LICENCE_UNCONFIRMED')
  goOnline()
  clock.pass(-day - hour)
  await licence.require(['wildcard'])
  await close()
})

it('a document is good for one device and one question, and by a known key only', async () => {
  const documents = (...keys: [SigningKey, ...SigningKey[]]) => createLicenceDocuments({ keys, issuer: cloud.url, clock: cloud.clock })
  const [first, second, foreign] = [await generateSigningKey(), await generateSigningKey(), await generateSigningKey()]
  const standing = { held: null, ended: null, covered: true }
  const deviceId = randomUUID()
  const before = await documents(first)
  const keys: LicenceKey[] = readKeySet(await before.keys(), undefined)
  const document = await before.sign(deviceId, 'n'.repeat(22), standing)
  const codeOf = async (read: () => unknown) => refusalCode((async () => read())())
  expect(readLicence(document, keys, { deviceId, nonce: 'n'.repeat(22) })).toMatchObject({ sub: deviceId })
  expect(await codeOf(() => readLicence(document, keys, { deviceId: randomUUID() }))).toBe('LICENCE_INVALID')
  expect(await codeOf(() => readLicence(document, keys, { deviceId, nonce: 'm'.repeat(22) }))).toBe('LICENCE_INVALID')
  expect(await codeOf(() => readLicence(document.replace(/.\./, 'A.'), keys, { deviceId }))).toBe('LICENCE_INVALID')
  expect(await codeOf(() => readLicence(`${document}.x`, keys, { deviceId }))).toBe('LICENCE_INVALID')

  // Rotation: announced behind the first, then in front, then alone. Another's keys never pass.
  const announced = readKeySet(await (await documents(first, second)).keys(), keys)
  const moved = readKeySet(await (await documents(second)).keys(), announced)
  expect(moved.map(({ kid }) => kid)).toEqual([second.kid])
  expect(await codeOf(async () => readKeySet(await (await documents(foreign)).keys(), keys))).toBe('LICENCE_INVALID')
  const { payload } = await (await documents(foreign)).keys()
  expect(LicenceKeySet.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())).keys).toHaveLength(1)
  expect(await codeOf(async () => readKeySet({ payload, signatures: (await before.keys()).signatures }, keys))).toBe('LICENCE_INVALID')
})

it('a person reads the plan as it is at this moment, how long it holds without the cloud, and what of it is used', async () => {
  const { view, clock, grant, withdraw, goOffline, goOnline, close } = await newLicence()
  expect(await view()).toMatchObject({ plan: 'free', state: 'valid', licence: null, worksWithoutCloudUntil: null, trialAvailable: true })
  await grant()
  clock.pass(minute)
  const held = await view()
  expect(held).toMatchObject({ plan: 'premium', state: 'valid', covered: true, trialAvailable: false })
  expect(held.limits).toContainEqual({ what: 'devices', limit: null, used: 1 })
  expect(held.limits).toContainEqual({ what: 'ownDomains', limit: 100, used: 0 })
  expect(Date.parse(held.worksWithoutCloudUntil ?? '') - Date.parse(held.confirmedAt ?? '')).toBe(14 * day)
  goOffline()
  clock.pass(2 * day)
  const offline = await view()
  expect(offline).toMatchObject({ plan: 'premium', state: 'grace', worksWithoutCloudUntil: held.worksWithoutCloudUntil })
  // What nobody knows is left out: it is not nothing.
  expect(offline.limits).toContainEqual({ what: 'ownDomains', limit: 100 })
  expect(offline).not.toHaveProperty('trialAvailable')
  clock.pass(13 * day)
  expect(await view()).toMatchObject({ plan: 'free', state: 'unconfirmed', licence: { plan: 'premium' }, worksWithoutCloudUntil: null })
  goOnline()
  // The cloud’s clock stood still meanwhile.
  clock.pass(-15 * day)
  expect(await view()).toMatchObject({ plan: 'premium', state: 'valid' })
  await withdraw()
  clock.pass(minute)
  expect(await view()).toMatchObject({ plan: 'free', state: 'expired', licence: { plan: 'premium' } })
  await close()
})

it('who reads the plan again and again asks the cloud once a minute, more often where nothing is held, and reads at once of a licence that came meanwhile', async () => {
  const { licence, view, clock, grant, goOffline, timesAsked, close } = await newLicence()
  const first = await view()
  expect(timesAsked()).toBeGreaterThan(0)
  for (let times = 0; times < 20; times += 1) expect(await view()).toEqual(first)
  expect(timesAsked()).toBe(0)
  // Somebody with a free plan may just be buying another one.
  clock.pass(10 * second)
  await view()
  expect(timesAsked()).toBeGreaterThan(0)
  // What was bought is learned of by whatever needs it, and the plan that is shown follows.
  await grant()
  await licence.require(['wildcard'])
  expect(await view()).toMatchObject({ plan: 'premium', trialAvailable: false })
  timesAsked()
  clock.pass(minute - second)
  await view()
  expect(timesAsked()).toBe(0)
  clock.pass(second)
  goOffline()
  expect(await view()).not.toHaveProperty('trialAvailable')
  expect(timesAsked()).toBeGreaterThan(0)
  // That the cloud says nothing is not asked again and again either, and for a shorter time.
  await view()
  expect(timesAsked()).toBe(0)
  clock.pass(10 * second)
  await view()
  expect(timesAsked()).toBeGreaterThan(0)
  await close()
})
