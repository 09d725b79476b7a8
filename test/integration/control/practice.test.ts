import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { controlPlane, untilState, usual } from '../../support/control-plane.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'

describe('an administrator who commands a device of the practice stack', () => {
  const practice = practiceForTests()
  let agent: RunningAgent
  let api: CloudClient
  let deviceId: string
  const folder = () => join(practice.folder, 'commanded')
  const done = (operationId: string) => untilState(api, operationId, ['succeeded', 'failed'])

  beforeAll(async () => {
    agent = await startRunningAgent(practice.stack, folder(), '--key-type', 'p-256')
    api = controlPlane(practice.stack)
    deviceId = (await agent.client.state.get()).device?.deviceId ?? ''
  })
  afterAll(() => agent?.stop())

  async function status(until: (status: Awaited<ReturnType<typeof api.ssl.deviceStatus>>) => boolean) {
    for (let tries = 0; tries < 50; tries++) {
      const now = await api.ssl.deviceStatus({ deviceId })
      if (until(now)) return now
      await pause(usual)
    }
    throw new Error(`the device is ${JSON.stringify(await api.ssl.deviceStatus({ deviceId }))}`)
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
    const before = await status((now) => now.certificate?.current != null)
    const begun = performance.now()
    const { id, state } = await api.ssl.renewCertificate({ deviceId })
    expect(state).toBe('queued')
    await untilState(api, id, ['delivered', 'running', 'succeeded'], 100)
    expect(performance.now() - begun).toBeLessThan(2_000)
    const { operation } = await done(id)
    expect(operation).toMatchObject({ state: 'succeeded', failure: null, result: { certificate: before.name } })
    const serial = operation.result?.serial
    expect(serial).not.toBe(before.certificate?.current?.serial)
    const after = await status((now) => now.certificate?.current?.serial === serial)
    expect(after.certificate?.current?.states.verified).not.toBeNull()
  })

  it('has a wildcard ordered that is not renewed by itself, and asking again orders nothing', async () => {
    const { name } = await api.ssl.deviceStatus({ deviceId })
    const order = { deviceId, domain: name, certificateType: 'wildcard', autoRenewal: false } as const
    const { operation } = await done((await api.ssl.provisionDevice(order)).id)
    expect(operation).toMatchObject({ state: 'succeeded', result: { certificate: `*.${name}` } })
    const { others } = await status((now) => now.others[0]?.current != null)
    expect(others).toMatchObject([{ names: [`*.${name}`, name], autoRenewal: false, renewal: null }])
    const orders = practice.stack.orders()
    const again = await done((await api.ssl.provisionDevice(order)).id)
    expect(again.operation.result?.serial).toBe(operation.result?.serial)
    expect(practice.stack.orders()).toBe(orders)
    const { wildcards, monitors, revocationStatus } = await api.ssl.advancedManagement({ deviceId })
    expect(wildcards).toHaveLength(1)
    expect(monitors.length).toBeGreaterThan(0)
    expect(revocationStatus.length).toBeGreaterThan(0)
  })

  it('has a certificate revoked, after which another one takes its place', async () => {
    const before = await api.ssl.deviceStatus({ deviceId })
    const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { reason: 'superseded' } })
    const { operation } = await done(id)
    expect(operation).toMatchObject({ state: 'succeeded', result: { serial: before.certificate?.current?.serial } })
    await status((now) => now.certificate?.health === 'protected' && now.certificate.current?.serial !== operation.result?.serial)
  })

  it('is told by its code what cannot be done', async () => {
    const { id } = await api.ssl.renewCertificate({ deviceId, certificate: 'elsewhere.example.test' })
    expect((await done(id)).operation).toMatchObject({
      state: 'failed',
      result: null,
      failure: { code: 'COMMAND_CERTIFICATE_UNKNOWN', sentence: 'No certificate for elsewhere.example.test is managed on this device.' },
    })
  })

  it('loses no command to a killed process, and none is carried out twice', async () => {
    const orders = practice.stack.orders()
    const { id } = await api.ssl.renewCertificate({ deviceId })
    await untilState(api, id, ['delivered', 'running', 'succeeded'], 100)
    await agent.kill()
    agent = await startRunningAgent(practice.stack, folder(), '--key-type', 'p-256')
    const { operation } = await done(id)
    expect(operation.state).toBe('succeeded')
    await pause(500)
    expect(practice.stack.orders()).toBe(orders + 1)
  })

  it('reaches a device that was off, once it is back', async () => {
    await agent.stop()
    const { id } = await api.ssl.renewCertificate({ deviceId })
    expect((await api.ssl.operation({ operationId: id })).state).toBe('queued')
    agent = await startRunningAgent(practice.stack, folder(), '--key-type', 'p-256')
    expect((await done(id)).operation.state).toBe('succeeded')
  })
})
