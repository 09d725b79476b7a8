import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { windowCaller } from '#main/doors/access.policy.ts'
import { publishUsersDoor, usersFolderOf } from '#main/doors/pipe/door-file.adapter.ts'
import { linkToService } from '#main/electron/attach/service-link.ts'
import { nodeTimers } from '#main/system/node-timers.adapter.ts'
import { certificate, certificateId, createAgentDouble, device, run, runId, snapshot } from '../../../../support/agent-services.ts'
import { type MachineWithService, machineWithService } from '../../../../support/attached-service.ts'
import { startDesktop } from '../../../../support/desktop.ts'
import { throughMessagePort } from '../../../../support/doors.ts'
import { app, dialog, resetElectron, Tray } from '../../../../support/electron-double.ts'

let machine: MachineWithService
const closers: (() => Promise<void>)[] = []
beforeEach(async () => {
  machine = await machineWithService()
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  await machine.remove()
  resetElectron()
})

const terminals: string[] = []

/** What the dashboard's page holds in its hand. */
function page(): AgentClient {
  const opened = throughMessagePort(machine.agent.router, windowCaller(machine.agent.mode))
  closers.push(opened.close)
  return opened.client
}

async function icon(given: { hidden?: boolean; startService?: () => Promise<void> } = {}) {
  const { startService } = given
  const started = await startDesktop({
    args: given.hidden === false ? [] : ['--hidden'],
    attached: machine.agent,
    ...(startService && {
      elevated: { startService, openTerminal: async () => void terminals.push('opened'), installUpdate: async () => undefined },
    }),
  })
  const [tray] = Tray.all
  if (!tray) throw new Error('there is no icon')
  closers.push(async () => {
    started.askToStop()
    await eventually(() => expect(app.log).toContain('gone'))
  })
  return { tray, labels: () => tray.menu.items.flatMap(({ label }) => label ?? []) }
}

function busyAgent() {
  const busy = async () => ({ ...snapshot, runs: [{ ...run, status: 'running' as const }] })
  return createAgentDouble({ state: { get: busy, watch: () => startingWith(snapshot) } })
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 })
const attached = () => eventually(() => expect(machine.link.standing()).toBe('attached'))

describe('beside a service that runs', () => {
  test('the window shows the service and operates it, and the icon its state', async () => {
    const agent = createAgentDouble()
    await machine.start(agent)
    const { labels, tray } = await icon()
    await eventually(() => expect(tray.tooltip).toBe(`Protected: ${device.name}`))
    expect(labels()).toEqual(['Protected', 'Renew now', 'Open dashboard', 'Pause for an hour', 'Copy diagnostics', 'Settings', 'Quit'])
    expect(await page().state.get()).toEqual(snapshot)
    expect(await page().renewals.renewNow({ certificateId })).toEqual({ runId, joined: false })
    agent.announce({ type: 'certificate', certificate: { ...certificate, health: 'not-protected' } })
    await eventually(() => expect(tray.image.path).toContain('not-protected'))
    tray.choose('Renew now')
    await eventually(() => expect(agent.calls.filter((call) => call === 'renewals.renewNow')).toHaveLength(2))
  })

  test('what only administrators may do is refused as that, and never reaches the service', async () => {
    const agent = createAgentDouble()
    await machine.start(agent)
    await attached()
    agent.calls.length = 0
    await expect(page().certificates.export({ certificateId, format: 'pfx', password: 'secret' })).rejects.toMatchObject({
      code: 'CALLER_NOT_ADMINISTRATOR',
    })
    expect(agent.calls).toEqual([])
  })

  test('the way to what only administrators may do is a command line with their rights', async () => {
    await machine.start(createAgentDouble())
    const { labels, tray } = await icon({ startService: async () => undefined })
    await eventually(() => expect(labels()).toContain('Command line for administrators …'))
    tray.choose('Command line for administrators …')
    await eventually(() => expect(terminals).toEqual(['opened']))
  })

  test('a service that starts anew, with another pipe and another secret, is found again by itself', async () => {
    await machine.start(createAgentDouble())
    const { tray } = await icon()
    await eventually(() => expect(tray.tooltip).toBe(`Protected: ${device.name}`))
    for (const name of ['first.acme.myl.test', 'second.acme.myl.test']) {
      await machine.stop()
      await eventually(() => expect(tray.tooltip).toContain('The service does not run'))
      expect(tray.image.path).toContain('attention')
      const renamed = { ...snapshot, device: { ...device, name } }
      await machine.start(createAgentDouble({ state: { get: async () => renamed, watch: () => startingWith(renamed) } }))
      await eventually(() => expect(tray.tooltip).toBe(`Protected: ${name}`))
      expect((await page().state.get()).device?.name).toBe(name)
    }
  })

  test('neither its runs nor its silence keep an update of this person’s program waiting, which ends neither', async () => {
    const update = { ofMachine: false }
    expect(await machine.agent.isBusy(update)).toBe(false)
    await machine.start(busyAgent())
    await attached()
    expect(await machine.agent.isBusy(update)).toBe(false)
  })

  test('its runs keep an update of everybody’s program waiting, which ends it, and its silence does not', async () => {
    const update = { ofMachine: true }
    expect(await machine.agent.isBusy(update)).toBe(false)
    await machine.start(busyAgent())
    await attached()
    expect(await machine.agent.isBusy(update)).toBe(true)
    await machine.stop()
    await eventually(() => expect(machine.link.standing()).toBe('stopped'))
    expect(await machine.agent.isBusy(update)).toBe(false)
  })
})

describe('beside a service that does not run', () => {
  test('the window and the icon say so', async () => {
    const { labels, tray } = await icon()
    await eventually(() => expect(labels()[0]).toBe('The service does not run …'))
    await expect(page().state.get()).rejects.toMatchObject({ code: 'SERVICE_STOPPED' })
    tray.choose('The service does not run …')
    await eventually(() => expect(dialog.boxes[0]?.detail).toContain('nothing is renewed'))
    expect(dialog.boxes[0]?.buttons).toEqual(['Close'])
  })

  test('it can be started from the icon’s menu, and is attached to as soon as it answers', async () => {
    const { labels, tray } = await icon({ startService: () => machine.start(createAgentDouble()) })
    await eventually(() => expect(labels()).toContain('Start the service'))
    tray.choose('Start the service')
    await eventually(() => expect(tray.tooltip).toBe(`Protected: ${device.name}`))
    expect(labels()).not.toContain('Start the service')
  })

  test('who starts the program is asked once whether it should be started', async () => {
    dialog.pressed = 0
    const { tray } = await icon({ hidden: false, startService: () => machine.start(createAgentDouble()) })
    await eventually(() => expect(tray.tooltip).toBe(`Protected: ${device.name}`))
    expect(dialog.boxes.map(({ buttons }) => buttons)).toEqual([['Start the service', 'Not now']])
    await machine.stop()
    await eventually(() => expect(tray.tooltip).toContain('The service does not run'))
    expect(dialog.boxes).toHaveLength(1)
  })

  test('rights that are not given are told with the next step', async () => {
    const { labels, tray } = await icon({ startService: () => Promise.reject(new Refusal('RIGHTS_NOT_GIVEN')) })
    await eventually(() => expect(labels()).toContain('Start the service'))
    tray.choose('Start the service')
    await eventually(() => expect(dialog.boxes[0]?.detail).toContain('RIGHTS_NOT_GIVEN'))
  })

  test('a service that was removed is told as that', async () => {
    machine.windows.service = undefined
    const { labels } = await icon()
    await eventually(() => expect(labels()[0]).toBe('The service was removed …'))
  })
})

describe('something else that answers in the service’s place', () => {
  async function plant(answer: Parameters<typeof createServer>[1]) {
    const server = createServer(answer)
    const path = join(machine.data, 'planted.sock')
    await new Promise<void>((resolve) => server.listen(path, resolve))
    closers.push(async () => void (await new Promise((resolve) => server.close(resolve).closeAllConnections())))
    await mkdir(usersFolderOf(machine.data), { recursive: true })
    await publishUsersDoor(machine.data, { path, secret: 'B'.repeat(43) })
    machine.windows.service = { state: 'running', pid: 1 }
  }

  test('is not believed: it does not know the secret', async () => {
    const heard: string[] = []
    await plant((request, response) => {
      heard.push(request.url ?? '')
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ json: snapshot }))
    })
    const { labels, tray } = await icon()
    await eventually(() => expect(labels()[0]).toBe('The service does not answer …'))
    expect(tray.tooltip).not.toContain(device.name)
    await expect(page().state.get()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
    expect(heard.length).toBeGreaterThan(0)
  })

  test('or a service that is frozen, is given up after a while, and looked for again', async () => {
    await plant(() => undefined)
    const link = linkToService({
      folder: machine.data,
      log: machine.log,
      look: async () => ({ state: 'running', pid: 1 }),
      timers: { after: (_, run) => nodeTimers.after(50, run) },
    })
    closers.push(async () => link.close())
    await eventually(() => expect(link.standing()).toBe('silent'))
  })

  test('a file that is no door leads nowhere', async () => {
    await mkdir(usersFolderOf(machine.data), { recursive: true })
    await writeFile(join(usersFolderOf(machine.data), 'agent-door.json'), '{"path":')
    machine.windows.service = { state: 'running', pid: 1 }
    await eventually(() => expect(machine.link.standing()).toBe('silent'))
  })
})

async function* startingWith(first: typeof snapshot) {
  yield { type: 'snapshot' as const, snapshot: first }
  await new Promise(() => {})
}
