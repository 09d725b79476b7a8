import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { jwtBearer } from '@mylzip/shared/cloud-api/auth.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { decodeProtectedHeader, importJWK, SignJWT } from 'jose'
import { expect } from 'vitest'
import { generateSigningKey } from '#cloud/plugins/signing-key.ts'
import { signingKey, startCloud } from '../../support/cloud.ts'
import { base64url, cloudClient, refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('access tokens', (test, under) => {
  const exchange = (assertion: string) => cloudClient(under.cloud.url).auth.token({ grantType: jwtBearer, assertion })
  const seconds = () => Math.floor(under.cloud.clock.now() / 1_000)

  test('a device exchanges an assertion for a token of 15 minutes that opens its own calls', async () => {
    const device = await under.cloud.newDevice()
    const { accessToken, expiresInSeconds } = await exchange(device.assertion())
    expect(expiresInSeconds).toBe(900)
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: signingKey.kid })
    expect(await cloudClient(under.cloud.url, () => accessToken).devices.auditHeads()).toEqual({ heads: [] })
  })

  test('an assertion is good once, at whichever instance it arrives, and at the same moment', async () => {
    const device = await under.cloud.newDevice()
    const assertion = device.assertion()
    const other = await startCloud({ db: under.database.db, clock: under.cloud.clock })
    const tries = Array.from({ length: 8 }, (_, n) =>
      cloudClient(n % 2 ? under.cloud.url : other.url).auth.token({ grantType: jwtBearer, assertion }),
    )
    const outcomes = await Promise.allSettled(tries)
    await other.close()
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refusalOf(exchange(assertion))).toMatchObject({
      code: 'ASSERTION_INVALID',
      status: 401,
      defined: true,
      message: expect.stringContaining('used before'),
    })
  })

  test('the same jti from another device is that device’s own', async () => {
    const [one, two] = [await under.cloud.newDevice(), await under.cloud.newDevice()]
    const jti = randomUUID()
    await exchange(one.assertion({ jti }))
    await expect(exchange(two.assertion({ jti }))).resolves.toBeDefined()
  })

  const attacks: [string, (device: TestDevice, other: TestDevice) => string][] = [
    ['signed by another key', (device) => device.assertion({}, {}, generateKeyPairSync('ed25519').privateKey)],
    ['of another device, signed by its own key', (device, other) => device.assertion({}, {}, other.privateKey)],
    ['without a signature (alg none)', (device) => `${base64url('{"alg":"none"}')}.${device.assertion().split('.')[1]}.`],
    ['claiming another algorithm', (device) => device.assertion({}, { alg: 'ES256' })],
    [
      'signed by HMAC with the public key as its secret',
      (device) => {
        const signed = `${base64url('{"alg":"HS256"}')}.${device.assertion().split('.')[1]}`
        return `${signed}.${createHmac('sha256', Buffer.from(device.publicKey.x, 'base64url')).update(signed).digest('base64url')}`
      },
    ],
    [
      'that brings its own key along',
      (device) => {
        const own = generateKeyPairSync('ed25519')
        return device.assertion({}, { jwk: own.publicKey.export({ format: 'jwk' }) }, own.privateKey)
      },
    ],
    ['that demands what nobody here understands (crit)', (device) => device.assertion({}, { crit: ['x'], x: 1 })],
    ['whose audience is that of access tokens', (device) => device.assertion({ aud: 'device' })],
    ['for another audience', (device) => device.assertion({ aud: 'https://elsewhere.example/token' })],
    ['issued by somebody else', (device, other) => device.assertion({ iss: other.enrolled.deviceId })],
    ['whose subject is no device', (device) => device.assertion({ sub: 'admin' })],
    ['without jti', (device) => device.assertion({ jti: undefined })],
    ['with an endless jti', (device) => device.assertion({ jti: 'x'.repeat(200) })],
    ['without exp', (device) => device.assertion({ exp: undefined })],
    ['without iat', (device) => device.assertion({ iat: undefined })],
    ['good for longer than two minutes', (device) => device.assertion({ exp: seconds() + 121 })],
    ['that has expired', (device) => device.assertion({ iat: seconds() - 30, exp: seconds() - 1 })],
    ['dated by a clock that is behind', (device) => device.assertion({ iat: seconds() - 90, exp: seconds() + 30 })],
    ['dated by a clock that is ahead', (device) => device.assertion({ iat: seconds() + 90, exp: seconds() + 100 })],
    ['cut short', (device) => device.assertion().slice(0, -4)],
    ['that is no JWT', () => 'a.b.c'],
  ]
  test.each(attacks)('an assertion %s is refused', async (_, make) => {
    const [device, other] = [await under.cloud.newDevice(), await under.cloud.newDevice()]
    expect(await refusalOf(exchange(make(device, other)))).toMatchObject({ code: 'ASSERTION_INVALID', status: 401 })
  })

  test('a device whose clock is hours wrong is told the server’s time, and gets in by it', async () => {
    const device = await under.cloud.newDevice()
    const wrong = device.assertion({ iat: seconds() - 7_200, exp: seconds() - 7_140 })
    const { data } = await refusalOf(exchange(wrong))
    expect(data).toMatchObject({ serverTime: expect.any(String) })
    const { now } = await cloudClient(under.cloud.url).auth.time()
    const iat = Math.floor(Date.parse(now) / 1_000)
    await expect(exchange(device.assertion({ iat, exp: iat + 60 }))).resolves.toBeDefined()
  })

  test('an unknown device is told so', async () => {
    const device = await under.cloud.newDevice()
    const id = randomUUID()
    expect(await refusalOf(exchange(device.assertion({ iss: id, sub: id })))).toMatchObject({ code: 'DEVICE_UNKNOWN', status: 404 })
  })

  test('a released device gets no token, and the one it has opens nothing from that moment', async () => {
    const device = await under.cloud.newDevice()
    await device.api.devices.auditHeads()
    await under.cloud.devices.release(device.enrolled.deviceId)
    expect(await refusalOf(device.api.devices.auditHeads())).toMatchObject({ code: 'ACCESS_TOKEN_INVALID', status: 401 })
    expect(await refusalOf(exchange(device.assertion()))).toMatchObject({ code: 'DEVICE_UNKNOWN' })
  })

  test('a token ends after its 15 minutes', async () => {
    const device = await under.cloud.newDevice()
    await device.api.devices.auditHeads()
    under.cloud.clock.pass(15 * minute)
    expect(await refusalOf(device.api.devices.auditHeads())).toMatchObject({ code: 'ACCESS_TOKEN_INVALID', status: 401, defined: true })
  })

  test('tokens live through the change of the signing key, until the old one is taken out', async () => {
    const device = await under.cloud.newDevice()
    const old = await device.accessToken()
    const fresh = await generateSigningKey()
    const heads = async (...signingKeys: [typeof fresh, ...(typeof fresh)[]]) => {
      const instance = await startCloud({ db: under.database.db, clock: under.cloud.clock, signingKeys })
      return cloudClient(instance.url, () => old)
        .devices.auditHeads()
        .then(
          () => 'opens',
          () => 'refused',
        )
        .finally(instance.close)
    }
    expect(await heads(fresh, signingKey)).toBe('opens')
    expect(await heads(fresh)).toBe('refused')
  })

  const forged: [string, (device: TestDevice) => Promise<string> | string][] = [
    ['the assertion itself', (device) => device.assertion()],
    ['a token for another audience', (device) => ownToken(device, { aud: 'staff' })],
    ['a token of another issuer', (device) => ownToken(device, { iss: 'https://cloud.example' })],
    ['a token of another type', (device) => ownToken(device, {}, { typ: 'JWT' })],
    ['a token of an unknown key id', (device) => ownToken(device, {}, { kid: 'another' })],
    ['a token without an end', (device) => ownToken(device, { exp: undefined })],
    [
      'a token that is not signed',
      async (device) => `${base64url('{"alg":"none","typ":"at+jwt"}')}.${(await device.accessToken()).split('.')[1]}.`,
    ],
    ['a token somebody else signed under our key id', async (device) => ownToken(device, {}, {}, await generateSigningKey())],
    [
      'a token signed by HMAC with our public key as its secret',
      async (device) => {
        const claims = (await device.accessToken()).split('.')[1]
        const signed = `${base64url(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: signingKey.kid }))}.${claims}`
        return `${signed}.${createHmac('sha256', Buffer.from(signingKey.x, 'base64url')).update(signed).digest('base64url')}`
      },
    ],
    [
      'a token that brings its own key along',
      async (device) => {
        const { d: _, ...jwk } = await generateSigningKey()
        return ownToken(device, {}, { jwk }, await generateSigningKey())
      },
    ],
    [
      'a token that the device signed itself',
      (device) => device.assertion({ aud: 'device', iss: 'https://cloud.myl.test' }, { typ: 'at+jwt' }),
    ],
    ['a token for a device that does not exist', (device) => ownToken(device, { sub: randomUUID() })],
    ['a token whose subject is no id', (device) => ownToken(device, { sub: "' OR 1=1 --" })],
    ['a token that has expired', (device) => ownToken(device, { exp: seconds() - 1 })],
    ['nothing at all', () => ''],
  ]
  test.each(forged)('%s is no access token', async (_, make) => {
    const device = await under.cloud.newDevice()
    const token = await make(device)
    expect(await refusalOf(cloudClient(under.cloud.url, () => token).devices.auditHeads())).toMatchObject({ code: 'ACCESS_TOKEN_INVALID' })
  })

  test('the token that the forged ones were made like does open', async () => {
    const device = await under.cloud.newDevice()
    const token = await ownToken(device)
    await expect(cloudClient(under.cloud.url, () => token).devices.auditHeads()).resolves.toEqual({ heads: [] })
  })

  async function ownToken(device: TestDevice, claims = {}, header = {}, key = signingKey): Promise<string> {
    const iat = seconds()
    const whole = { iss: 'https://cloud.myl.test', aud: 'device', sub: device.enrolled.deviceId, iat, exp: iat + 900, ...claims }
    return new SignJWT(whole)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: signingKey.kid, ...header })
      .sign(await importJWK(key, 'EdDSA'))
  }
})
