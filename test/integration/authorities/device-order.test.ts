import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Agent } from '#main/agent.ts'
import type { AgentOptions } from '#main/composition/agent-options.ts'
import { startAgentInProcess } from '../../support/agent-in-process.ts'
import { controlPlane } from '../../support/control-plane.ts'
import { askDns } from '../../support/dns-question.ts'
import { freePorts } from '../../support/free-port.ts'
import { practiceForTests } from '../../support/practice-stack.ts'

const practice = practiceForTests()

describe('the device’s own certificate', () => {
  let agent: Agent | undefined
  afterEach(() => agent?.stop())

  async function start(changes: Partial<AgentOptions>, folder = 'device'): Promise<Agent> {
    await agent?.stop()
    agent = await startAgentInProcess(practice.stack, join(practice.folder, folder), changes)
    return agent
  }
  const mainJob = async ({ mainJob, services }: Agent) => {
    const failure = await mainJob({ asked: true, keepGoing: false }).then(
      () => undefined,
      (error: { code: string }) => error.code,
    )
    const [own] = await services.certificates.list()
    return { failure, directory: own?.directory }
  }

  it('is ordered at the person’s authorities in their order, unless one was named when the program was started', async () => {
    const [port] = await freePorts(1)
    const nowhere = `https://127.0.0.1:${port}/somewhere-else`
    const unnamed = await start({ directoryUrl: nowhere, isDirectoryNamed: false })
    await unnamed.services.authorities.setOrder([{ directory: practice.stack.directoryUrl }])
    expect(await mainJob(unnamed)).toEqual({ failure: undefined, directory: practice.stack.directoryUrl })
    // Named, it is asked, and the order says nothing.
    expect(await mainJob(await start({ directoryUrl: nowhere }))).toEqual({ failure: 'ACME_UNREACHABLE', directory: nowhere })
    // The order holds again, and so does what was issued by it.
    expect(await mainJob(await start({ directoryUrl: nowhere, isDirectoryNamed: false }))).toEqual({
      failure: undefined,
      directory: practice.stack.directoryUrl,
    })
  })

  it('is ordered with the team’s account where that was chosen, and with the device’s own again', async () => {
    const { directoryUrl: directory, dnsPort } = practice.stack
    const device = await start({}, 'office')
    expect(await mainJob(device)).toEqual({ failure: undefined, directory })
    const { authorities, certificates } = device.services
    await expect(authorities.chooseAccount(directory, 'team')).rejects.toMatchObject({ code: 'TEAM_ACCOUNT_MISSING' })
    const opened = await controlPlane(practice.stack).acmeAccounts.open({ team: 'practice', directory, termsAgreed: true })
    const [own] = await certificates.list()
    const name = own?.names[0] ?? ''
    const permitted = async () =>
      ((await askDns(dnsPort, name, 'CAA')).packet.answers ?? []).flatMap((record) => (record.type === 'CAA' ? [record.data.value] : []))

    expect(await authorities.chooseAccount(directory, 'team')).toMatchObject({ uses: 'team', account: { status: 'valid' } })
    expect(await renewed(device, own?.id ?? '')).toBe('succeeded')
    expect(await permitted()).toEqual([expect.stringContaining(`accounturi=${opened.url}`)])
    const { account } = await authorities.chooseAccount(directory, 'own')
    expect(await renewed(device, own?.id ?? '')).toBe('succeeded')
    expect(await permitted()).toEqual([expect.stringContaining(`accounturi=${account.url}`)])
    expect(account.url).not.toBe(opened.url)
  })

  async function renewed({ services }: Agent, certificateId: string): Promise<string> {
    const { runId } = await services.renewals.renewNow(certificateId)
    for (let tries = 0; tries < 200; tries++) {
      const { status } = await services.renewals.get(runId)
      if (status !== 'running') return status
      await pause(50)
    }
    return 'running'
  }
})

describe('a device whose organisation has set what it orders', () => {
  let agent: Agent | undefined
  afterEach(() => agent?.stop())
  const team = 'practice'

  async function start(keepGoing: boolean, changes: Partial<AgentOptions> = {}): Promise<Agent['services']> {
    await agent?.stop()
    agent = await startAgentInProcess(practice.stack, join(practice.folder, 'obeying'), changes)
    await agent.mainJob({ asked: false, keepGoing }).catch(() => undefined)
    return agent.services
  }
  async function set(everyone: FleetRules) {
    const { policies } = controlPlane(practice.stack)
    const { version } = await policies.read({ team })
    return (await policies.set({ team, basedOn: version, document: { everyone } })).version
  }
  const obeys = (services: Agent['services'], version: number) =>
    vi.waitFor(async () => expect((await services.policy.get())?.version).toBe(version), { timeout: 10_000, interval: 50 })
  async function own({ certificates }: Agent['services']) {
    const [certificate] = await certificates.list()
    if (certificate === undefined) throw new Error('there is no certificate')
    return certificate
  }
  async function permitted(name: string) {
    const { answers } = (await askDns(practice.stack.dnsPort, name, 'CAA')).packet
    return (answers ?? []).flatMap((record) => (record.type === 'CAA' ? [record.data.value] : []))
  }
  async function curveOf({ certificates }: Agent['services'], certificateId: string) {
    const { content } = await certificates.export({ certificateId, format: 'pem-certificate' })
    return new X509Certificate(Buffer.from(content, 'base64')).publicKey.asymmetricKeyDetails?.namedCurve
  }

  it('renews with the key that is set, refuses another choice, and goes on so without the cloud, until it is set no more', async () => {
    const free = await start(true)
    const { id } = await own(free)
    await obeys(free, 0)
    expect(await curveOf(free, id)).toBe('prime256v1')

    const version = await set({ profile: 'offered-elsewhere', keyType: 'p-384', exportableKeys: false, renewal: { shareLeft: 0.5 } })
    const renewalBefore = (await own(free)).renewal?.at ?? ''
    const services = await start(true)
    await obeys(services, version)
    await vi.waitFor(async () => expect((await own(services)).setByOrganisation).toEqual(['profile', 'keyType', 'exportable']), {
      timeout: 5_000,
    })
    await vi.waitFor(async () => expect(((await own(services)).renewal?.at ?? '') < renewalBefore).toBe(true), { timeout: 5_000 })
    expect(await curveOf(services, id)).toBe('prime256v1')
    const refused = expect.objectContaining({ code: 'SET_BY_ORGANISATION', data: expect.objectContaining({ version }) })
    await expect(services.certificates.configure({ certificateId: id, keyType: 'rsa-2048' })).rejects.toEqual(refused)
    await expect(services.certificates.export({ certificateId: id, format: 'pem' })).rejects.toEqual(refused)
    await expect(services.certificates.order({ names: ['x.test'], exportable: true })).rejects.toEqual(refused)
    await services.authorities.setOrder([])

    await services.renewals.renewNow(id)
    await vi.waitFor(async () => expect(await own(services)).toMatchObject({ health: 'protected', current: { number: 2 } }), {
      timeout: 15_000,
    })
    expect(await curveOf(services, id)).toBe('secp384r1')
    // A profile that this authority does not offer holds up nothing.
    const placed = (await services.audit.list({ limit: 50 })).entries.find(({ action }) => action === 'order-placed')
    expect(placed?.detail).toMatchObject({ profileLeftOut: 'offered-elsewhere' })
    const { deviceId } = (await services.state.get()).device ?? { deviceId: '' }
    const told = () => controlPlane(practice.stack).ssl.deviceStatus({ deviceId })
    await vi.waitFor(async () => expect(await told()).toMatchObject({ policyVersion: version, certificate: { keyType: 'p-384' } }), {
      timeout: 10_000,
      interval: 400,
    })

    const [port] = await freePorts(1)
    const away = await start(false, { cloudUrl: `http://127.0.0.1:${port}/` })
    expect(await away.policy.get()).toMatchObject({ version, rules: { keyType: 'p-384' } })
    await expect(away.certificates.configure({ certificateId: id, keyType: 'rsa-2048' })).rejects.toEqual(refused)
    expect(await own(away)).toMatchObject({ keyType: 'p-384', setByOrganisation: ['profile', 'keyType', 'exportable'] })

    const { version: cleared } = await controlPlane(practice.stack).policies.clear({ team })
    const again = await start(true)
    await obeys(again, cleared)
    await vi.waitFor(async () => expect(await own(again)).toMatchObject({ keyType: 'p-256', exportable: true, setByOrganisation: [] }))
    const { entries } = await again.audit.list({ limit: 50 })
    expect(entries.filter(({ action }) => action === 'policy-obeyed')).toHaveLength(2)
  })

  it('orders with the team’s account where that is set, and with its own as soon as the team has none any more', async () => {
    const { directoryUrl: directory } = practice.stack
    const { acmeAccounts, policies } = controlPlane(practice.stack)
    const known = (await acmeAccounts.list({ team, limit: 10 })).items.find(({ state }) => state === 'valid')
    const teams = known ?? (await acmeAccounts.open({ team, directory, termsAgreed: true }))
    const free = await start(true)
    const { id, names } = await own(free)
    const name = names[0] ?? ''
    async function renewed(services: Agent['services']) {
      const { runId } = await services.renewals.renewNow(id)
      await vi.waitFor(async () => expect((await services.renewals.get(runId)).status).toBe('succeeded'), { timeout: 20_000, interval: 50 })
      return permitted(name)
    }
    await renewed(free)

    const version = await set({ account: 'team' })
    const bound = await start(true)
    await obeys(bound, version)
    await expect(bound.authorities.chooseAccount(directory, 'own')).rejects.toMatchObject({ code: 'SET_BY_ORGANISATION' })
    expect(await renewed(bound)).toEqual([expect.stringContaining(`accounturi=${teams.url}`)])

    await acmeAccounts.end({ team, accountId: teams.id })
    const again = await start(true)
    const [ownCaa] = await renewed(again)
    expect(ownCaa).toMatch(/accounturi=/)
    expect(ownCaa).not.toContain(teams.url)
    await policies.clear({ team })
  })
})
