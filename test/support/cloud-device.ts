import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { jwtBearer } from '@mylzip/shared/cloud-api/auth.ts'
import { type CloudClient, cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import type { AuditHead, DevicePublicKey, EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { createORPCClient, ORPCError } from '@orpc/client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'

/** The contract's own client, as oRPC makes it. */
export function cloudClient(url: string, getToken?: () => Promise<string> | string): CloudClient {
  const headers = async () => ({ accept: 'application/json', ...(getToken && { authorization: `Bearer ${await getToken()}` }) })
  return createORPCClient(new OpenAPILink(cloudContract, { url: `${url}/api`, headers }))
}

export interface TestDevice {
  publicKey: DevicePublicKey
  privateKey: KeyObject
  /** As the cloud answered the enrolment. */
  enrolled: EnrolledDevice
  enrol(token: string, label?: string, zone?: string): Promise<EnrolledDevice>
  /** A signed assertion; claims and header can be changed, the key too. */
  assertion(claims?: object, header?: object, key?: KeyObject): string
  accessToken(): Promise<string>
  /** Calls with an access token, fetched at the first call and kept. */
  api: CloudClient
  signHead(seq: number, hash: string, at?: string): AuditHead
}

/** A device as it is seen from the cloud: a key, and what it signs. Written against RFC 7515 with no library's help. */
export function createTestDevice(url: string, clock: { now(): number }): TestDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const jwk: DevicePublicKey = { kty: 'OKP', crv: 'Ed25519', x }
  let enrolled: EnrolledDevice | undefined
  let kept: string | undefined

  const device: TestDevice = {
    publicKey: jwk,
    privateKey,
    get enrolled() {
      if (enrolled === undefined) throw new Error('this test device is not enrolled yet')
      return enrolled
    },
    async enrol(token, label, zone) {
      enrolled = await cloudClient(url).devices.enrol({
        token,
        publicKey: jwk,
        ...(label !== undefined && { label }),
        ...(zone !== undefined && { zone }),
      })
      return enrolled
    },
    assertion(claims = {}, header = {}, key = privateKey) {
      const { deviceId, audience } = device.enrolled
      const iat = Math.floor(clock.now() / 1_000)
      const whole = { iss: deviceId, sub: deviceId, aud: audience, iat, exp: iat + 60, jti: randomUUID(), ...claims }
      const signed = [{ alg: 'EdDSA', typ: 'JWT', ...header }, whole].map((part) => base64url(JSON.stringify(part))).join('.')
      return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
    },
    async accessToken() {
      return (await cloudClient(url).auth.token({ grantType: jwtBearer, assertion: device.assertion() })).accessToken
    },
    api: cloudClient(url, async () => {
      kept ??= await device.accessToken()
      return kept
    }),
    signHead(seq, hash, at = new Date(clock.now()).toISOString()) {
      return { seq, hash, at, signature: sign(null, Buffer.from(`${seq}|${hash}|${at}`), privateKey).toString('base64url') }
    },
  }
  return device
}

export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** What a call was refused with; a call that was not refused fails the test. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; status: number; message: string; data: unknown; defined: boolean }> {
  const error = await call.then(
    (answer) => new Error(`was not refused but answered ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ORPCError)) throw error
  const { code, status, message, data, defined } = error
  return { code, status, message, data, defined }
}
