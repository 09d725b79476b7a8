import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Agent, startAgent } from '#main/agent.ts'
import { createAssertions } from '#main/device/assertions.ts'
import { createKeyChange } from '#main/device/key-change.service.ts'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createVisitor } from '../../support/web-visitor.ts'

/** Who this device is, in the whole agent. There is no authority here: what it would order fails, and nobody waits for that. */
describe('this device', () => {
  let cloud: CloudAlone
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeAll(async () => {
    cloud = await startCloudAlone()
  })
  afterAll(() => cloud?.close())
  let agents: Agent[]
  beforeEach(async () => {
    folder = await temporaryFolder()
    agents = []
  })
  // What still runs writes to its folder: it ends first.
  afterEach(async () => {
    await Promise.allSettled(agents.map((agent) => agent.stop()))
    await folder.remove()
  })

  const [oneMachine, anotherMachine] = ['a'.repeat(32), 'b'.repeat(32)]
  async function start({
    token,
    machine = oneMachine,
    at = 'agent',
  }: {
    token?: string
    machine?: string
    at?: string
  } = {}): Promise<Agent> {
    const agent = await startAgent({
      folder: join(folder.path, at),
      mode: 'browser',
      version: '0.0.0',
      cloudUrl: cloud.url,
      directoryUrl: 'http://127.0.0.1:9/directory',
      isDirectoryNamed: true,
      extraRootsPem: undefined,
      enrolmentToken: token,
      keyType: 'p-256',
      dns: undefined,
      practice: true,
      machine: async () => machine,
    })
    agents.push(agent)
    return agent
  }
  const actions = async (agent: Agent) => (await agent.audit.list({ limit: 50 })).entries.map(({ action }) => action)
  const deviceOf = async (agent: Agent) => (await agent.services.state.get()).device

  const policySet = async ({ teamId, slug }: { teamId: string; slug: string }, everyone: FleetRules) =>
    (await cloud.newPerson({ teamId, role: 'admin' })).api.policies.set({ team: slug, basedOn: 0, document: { everyone } })
  const obeys = async (agent: Agent) => (await agent.services.policy.get())?.rules

  async function enrolledAgent(rules?: FleetRules) {
    const team = await cloud.newTeam()
    if (rules) await policySet(team, rules)
    const agent = await start()
    const { name, deviceId } = await agent.services.device.enrolByToken({ token: team.token })
    return { agent, name, deviceId, ...team }
  }

  test('is let in by a person who types in its code, though the program ended meanwhile', async () => {
    const before = await start()
    const { state, waiting } = await before.services.device.enrolByCode({ label: 'frontdesk-07' })
    expect([state, waiting?.userCode]).toEqual(['waiting', expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/)])
    await before.stop()

    const { teamId, slug } = await cloud.newTeam()
    const person = createVisitor(cloud.url)
    person.cookies.set('__Host-session', (await cloud.newPerson({ teamId, role: 'admin' })).sessionSecret)
    await person.open(`/activate?code=${waiting?.userCode}`)
    await person.submit({ wish: 'approve', team: slug }, '/activate/device')

    const after = await start()
    await after.mainJob({ asked: false, keepGoing: true }).catch(() => undefined)
    await vi.waitFor(async () => expect(await after.services.device.enrolment()).toMatchObject({ state: 'enrolled', waiting: null }), 5_000)
    expect(await deviceOf(after)).toMatchObject({ name: `frontdesk-07.${slug}.myl.test`, team: `Team ${slug}` })
    await expect(after.services.device.enrolByCode({})).rejects.toMatchObject({ code: 'ENROLLED_ALREADY' })
  })

  test('changes its key, is who it was, and its log stays whole', async () => {
    const { agent, deviceId } = await enrolledAgent()
    await agent.services.device.changeKey()
    await agent.stop()
    const again = await start()
    await again.services.device.changeKey()
    expect(await actions(again)).toEqual(expect.arrayContaining(['device-key-changed', 'device-enrolled']))
    expect(await again.audit.verify()).toMatchObject({ intact: true })
    expect(await cloud.db.selectFrom('former_device_keys').select('public_key').where('device_id', '=', deviceId).execute()).toHaveLength(1)
  })

  test('gets in with a key whose change was cut off after the cloud had heard of it, and goes on with the same one', async () => {
    const { agent, deviceId } = await enrolledAgent()
    await agent.stop()
    const { db, deviceKey, clock, close } = await openFoundations(join(folder.path, 'agent'))
    const client = () =>
      createCloudClient({ url: cloud.url, getAssertion: createAssertions({ db, deviceKey }), clock, random: () => 0, userAgent: 'test' })
    const cut = { record: () => Promise.reject(new Error('power cut')), announce: () => undefined }
    await expect(createKeyChange({ db, clock, audit: cut, cloud: client(), deviceKey }).change('agent')).rejects.toThrow('power cut')
    await close()

    const opened = await openFoundations(join(folder.path, 'agent'))
    const { x } = (await opened.deviceKey.next()).publicKey
    const known = () =>
      cloud.db.selectFrom('devices').select(['public_key', 'next_public_key']).where('id', '=', deviceId).executeTakeFirst()
    expect(await known()).toEqual({ public_key: opened.deviceKey.publicKey.x, next_public_key: x })
    await opened.close()
    const again = await start()
    await again.services.device.changeKey()
    await again.stop()
    const last = await start()
    await last.audit.verify()
    expect(await known()).toEqual({ public_key: x, next_public_key: null })
  })

  test('whose folder was copied to another machine does nothing in the other’s name until somebody says what it is', async () => {
    const { agent, name, token } = await enrolledAgent()
    await agent.stop()
    cpSync(join(folder.path, 'agent'), join(folder.path, 'copy'), { recursive: true })
    const copy = await start({ at: 'copy', machine: anotherMachine })
    await expect(copy.mainJob({ asked: false, keepGoing: true })).rejects.toMatchObject({ code: 'DEVICE_CLONED', data: { name } })
    await expect(copy.services.device.changeKey()).rejects.toMatchObject({ code: 'DEVICE_CLONED' })
    expect(await copy.services.state.get()).toMatchObject({ runs: [], device: { name, isCopy: true } })
    const own = await copy.services.device.enrolByToken({ token })
    expect(own).not.toHaveProperty('isCopy')
    expect(own.name).not.toBe(name)
    expect(await actions(copy)).toContain('identity-given-up')

    const original = await start()
    await original.mainJob({ asked: false, keepGoing: false }).catch(() => undefined)
    expect(await deviceOf(original)).toMatchObject({ name })
  })

  test('that was copied enrols by itself as a device of its own where it has a token, and obeys whose it is now', async () => {
    const { agent, name } = await enrolledAgent({ keyType: 'rsa-3072' })
    await vi.waitFor(async () => expect(await obeys(agent)).toEqual({ keyType: 'rsa-3072' }), 5_000)
    await agent.stop()
    const { token, ...now } = await cloud.newTeam()
    await policySet(now, { keyType: 'p-384' })
    const copy = await start({ machine: anotherMachine, token })
    await copy.mainJob({ asked: false, keepGoing: false }).catch(() => undefined)
    expect(await obeys(copy)).toEqual({ keyType: 'p-384' })
    expect((await deviceOf(copy))?.name).toEqual(expect.not.stringMatching(name))
    expect(await copy.audit.verify()).toMatchObject({ intact: true })
  })

  test('moves to another machine when a person says so, and the one before is told to give it up', async () => {
    const { agent, name } = await enrolledAgent()
    await agent.audit.verify()
    await agent.stop()
    cpSync(join(folder.path, 'agent'), join(folder.path, 'new'), { recursive: true })
    const moved = await start({ at: 'new', machine: anotherMachine })
    expect(await moved.services.device.keep()).toMatchObject({ name })
    await moved.audit.verify()
    await moved.stop()
    const before = await start()
    await before.audit.verify()
    await vi.waitFor(async () => expect(await deviceOf(before)).toBeNull(), 5_000)
    await expect(before.mainJob({ asked: false, keepGoing: false })).rejects.toMatchObject({ code: 'DEVICE_CLONED', data: { name } })
    expect((await actions(before))[0]).toBe('identity-given-up')
  })

  test('learns that its team gave it to another one, is called by its new name, and obeys the new team at once', async () => {
    const { agent, deviceId, teamId, slug } = await enrolledAgent({ keyType: 'rsa-3072' })
    await vi.waitFor(async () => expect(await obeys(agent)).toEqual({ keyType: 'rsa-3072' }), 5_000)
    const to = await cloud.newTeam()
    await policySet(to, { keyType: 'p-384' })
    const person = await cloud.newPerson({ teamId, role: 'admin' })
    await cloud.teams.addMember(
      { teamId: to.teamId, personId: person.id, email: person.email, role: 'admin' },
      { kind: 'operator', id: null },
    )
    await agent.stop()
    await person.api.teamDevices.transfer({ team: slug, device: deviceId, to: to.slug })
    const after = await start()
    expect(await obeys(after)).toEqual({ keyType: 'rsa-3072' })
    await after.audit.verify()
    await vi.waitFor(async () => expect(await obeys(after)).toEqual({ keyType: 'p-384' }), 5_000)
    expect(await deviceOf(after)).toMatchObject({ name: expect.stringContaining(`.${to.slug}.myl.test`), team: `Team ${to.slug}` })
    expect(await actions(after)).toContain('device-transferred')
  })
})
