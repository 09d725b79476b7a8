import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Agent, startAgent } from '#main/agent.ts'
import { keepNewFilesPrivate } from '#main/system/files/private-files.ts'
import { caHost, cloudHost, startProxiedWorld } from '../../support/proxied-world.ts'

const password = 'correct horse battery'

let world: Awaited<ReturnType<typeof startProxiedWorld>>
let agent: Agent | undefined
beforeEach(async () => {
  world = await startProxiedWorld()
})
afterEach(async () => {
  await agent?.stop()
  await world.stop()
})

/** The whole agent, in an office that nobody leaves but through the proxy; as after an installation that nobody has enrolled. */
async function start(): Promise<Agent> {
  keepNewFilesPrivate()
  agent = await startAgent({
    folder: join(world.folder, 'agent'),
    mode: 'browser',
    version: '0.0.0',
    cloudUrl: `https://${cloudHost}`,
    directoryUrl: world.directoryUrl,
    isDirectoryNamed: true,
    extraRootsPem: world.rootPem,
    enrolmentToken: undefined,
    keyType: 'p-256',
    dns: undefined,
    practice: false,
  })
  return agent
}

it('the whole agent goes by the proxy at once and after a restart, its doctor and support are told of it, and nobody of the password', async () => {
  const office = await world.startProxy({ credentials: `device:${password}` })
  const { services } = await start()
  await services.proxy.set({ use: 'own', address: office.address, user: 'device', password, past: [] }, false)
  office.asked.length = 0
  expect((await services.authorities.look(world.directoryUrl)).authority.directory).toBe(world.directoryUrl)
  expect(office.asked).toContain(`${caHost}:443`)
  await agent?.stop()

  const again = (await start()).services
  expect((await again.authorities.look(world.directoryUrl)).needsBinding).toBe(false)
  await again.device.enrolByCode({}).catch(() => undefined)
  expect(office.asked).toContain(`${cloudHost}:443`)
  const { findings } = await again.doctor.report({ names: [] })
  expect(findings.find(({ id }) => id === 'proxy')).toMatchObject({
    status: 'ok',
    evidence: expect.arrayContaining([expect.objectContaining({ label: 'settings', value: 'one that was named to this program' })]),
  })
  const told = JSON.stringify([await again.diagnostics.create({ doctor: true }), findings])
  expect(told).toContain(office.address)
  expect(told).not.toContain('horse')
})
