import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { commandedDevice, untilState, usual } from '../../support/control-plane.ts'

describe('an administrator who commands a device of the practice stack', () => {
  const device = commandedDevice()

  async function status(until: (status: Awaited<ReturnType<typeof device.status>>) => boolean) {
    for (let tries = 0; tries < 50; tries++) {
      const now = await device.status()
      if (until(now)) return now
      await pause(usual)
    }
    throw new Error(`the device is ${JSON.stringify(await device.status())}`)
  }

  it('sees its certificate with its four states, and when it is renewed', async () => {
    const { certificate, plan, name, lastSeenAt } = await status((now) => now.certificate?.current != null)
    expect(plan).toBe('enterprise')
    expect(lastSeenAt).not.toBeNull()
    expect(certificate).toMatchObject({ names: [name], kind: 'device', health: 'protected', autoRenewal: true, failure: null })
    expect(Object.values(certificate?.current?.states ?? {}).every((moment) => moment !== null)).toBe(true)
    expect(certificate?.renewal).not.toBeNull()
  })

  it('renews for real: another serial number, seen being served', async () => {
    const { api, deviceId } = device
    const before = await status((now) => now.certificate?.current != null)
    const { id, state } = await api.ssl.renewCertificate({ deviceId })
    expect(state).toBe('queued')
    const begun = performance.now()
    await untilState(api, id, ['delivered', 'running', 'succeeded'], 100)
    expect(performance.now() - begun).toBeLessThan(2_000)
    const operation = await device.done(id)
    expect(operation).toMatchObject({ state: 'succeeded', failure: null, result: { certificate: before.name } })
    const serial = operation.result?.serial
    expect(serial).not.toBe(before.certificate?.current?.serial)
    const after = await status((now) => now.certificate?.current?.serial === serial)
    expect(after.certificate?.current?.states.verified).not.toBeNull()
  })

  it('has a wildcard ordered that is not renewed by itself, and asking again orders nothing', async () => {
    const { api, deviceId } = device
    const { name } = await device.status()
    const order = { deviceId, domain: name, certificateType: 'wildcard', autoRenewal: false } as const
    const operation = await device.done((await api.ssl.provisionDevice(order)).id)
    expect(operation).toMatchObject({ state: 'succeeded', result: { certificate: `*.${name}` } })
    const { others } = await status((now) => now.others[0]?.current != null)
    expect(others).toMatchObject([{ names: [`*.${name}`, name], autoRenewal: false, renewal: null }])
    const orders = device.orders()
    const again = await device.done((await api.ssl.provisionDevice(order)).id)
    expect(again.result?.serial).toBe(operation.result?.serial)
    expect(device.orders()).toBe(orders)
    const { wildcards, monitors, revocationStatus } = await api.ssl.advancedManagement({ deviceId })
    expect(wildcards).toHaveLength(1)
    expect(monitors.length).toBeGreaterThan(0)
    expect(revocationStatus.length).toBeGreaterThan(0)
  })

  it('has a certificate revoked, after which another one takes its place', async () => {
    const { api, deviceId } = device
    const before = await device.status()
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { reason: 'superseded' } })
    const operation = await device.done(id)
    expect(operation).toMatchObject({ state: 'succeeded', result: { serial: before.certificate?.current?.serial } })
    await status((now) => now.certificate?.health === 'protected' && now.certificate.current?.serial !== operation.result?.serial)
  })
})

describe('a command to a device of the practice stack', () => {
  const device = commandedDevice()

  it('is told by its code when it cannot be done', async () => {
    const { id } = await device.api.ssl.renewCertificate({ deviceId: device.deviceId, certificate: 'elsewhere.example.test' })
    expect(await device.done(id)).toMatchObject({
      state: 'failed',
      result: null,
      failure: { code: 'COMMAND_CERTIFICATE_UNKNOWN', sentence: 'No certificate for elsewhere.example.test is managed on this device.' },
    })
  })

  it('is not lost with a killed process, and not carried out twice', async () => {
    const orders = device.orders()
    const { id } = await device.api.ssl.renewCertificate({ deviceId: device.deviceId })
    await untilState(device.api, id, ['delivered', 'running', 'succeeded'], 100)
    await device.kill()
    await device.start()
    expect((await device.done(id)).state).toBe('succeeded')
    await pause(500)
    expect(device.orders()).toBe(orders + 1)
  })

  it('reaches a device that was off, once it is back', async () => {
    await device.stop()
    const { id } = await device.api.ssl.renewCertificate({ deviceId: device.deviceId })
    expect((await device.api.ssl.operation({ operationId: id })).state).toBe('queued')
    await device.start()
    expect((await device.done(id)).state).toBe('succeeded')
  })

  it('has the cloud revoke what a lost device has, and takes its key', async () => {
    const { api, deviceId } = device
    const { id, by } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true', reason: 'keyCompromise' } })
    expect(by).toBe('cloud')
    expect(await device.done(id)).toMatchObject({ state: 'succeeded', failure: null })
    await expect(api.ssl.renewCertificate({ deviceId })).rejects.toMatchObject({ code: 'DEVICE_BLOCKED' })
  })
})
