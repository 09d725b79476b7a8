import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { deviceCodeText } from '@mylzip/shared/cloud-api/device-authorization.ts'
import { cloudClient, type TestDevice } from './cloud-device.ts'

/** A device that asks to be let in by a person. */
export async function askToBeLetIn(
  url: string,
  device: Pick<TestDevice, 'publicKey' | 'privateKey'>,
  wish: { computerName?: string; label?: string; zone?: string; machine?: string } = {},
) {
  const begun = await cloudClient(url).deviceAuthorization.begin({ publicKey: device.publicKey, computerName: 'FRONTDESK-07', ...wish })
  return { ...begun, poll: () => pollWith(url, begun.deviceCode, device.privateKey) }
}

export function pollWith(url: string, deviceCode: string, key: KeyObject) {
  const signature = sign(null, Buffer.from(deviceCodeText(deviceCode)), key).toString('base64url')
  return cloudClient(url).deviceAuthorization.poll({ deviceCode, signature })
}

export function anotherKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey
}
