import { randomBytes } from 'node:crypto'
import { MessageChannel } from 'node:worker_threads'
import { portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'
import { afterEach, describe, expect, test } from 'vitest'
import type { StopServing } from '#main/doors/doors.port.ts'
import { nodePort } from '#main/doors/message-port/node-port.ts'
import { serveMessagePort } from '#main/doors/message-port/serve-message-port.ts'
import { createRouter } from '#main/doors/router.ts'
import { createAgentStore } from '#renderer/agent/agent-store.ts'
import { createMessagePortDoor } from '#renderer/agent/message-port-door.ts'
import { wait } from '#renderer/agent/wait.ts'
import { sampleDevice, sampleSnapshot } from '../../../support/samples.ts'
import { scriptAgent } from '../../../support/scripted-agent.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

/** The desktop program's window, with what its preload script and main process do behind it. */
function desktopWindow() {
  const agent = scriptAgent({ snapshot: sampleSnapshot() })
  const router = createRouter(agent.services, createSilentLog(), randomBytes)
  const served: StopServing[] = []
  const target = new EventTarget()
  const page = Object.assign(target, { location: { origin: 'app://dashboard' }, setTimeout, clearTimeout, postMessage })

  function postMessage(message: { type: string; to: string }) {
    if (message.type !== portWanted || message.to !== 'agent') return
    const { port1, port2 } = new MessageChannel()
    served.push(serveMessagePort(router, nodePort(port1), { door: 'window', access: 'operate' }))
    target.dispatchEvent(Object.assign(new Event('message'), { source: page, data: { type: portGiven, to: 'agent' }, ports: [port2] }))
  }
  return {
    page: page as unknown as Window,
    agent,
    served,
    forge: (event: object) => target.dispatchEvent(Object.assign(new Event('message'), event)),
  }
}

describe('the dashboard inside the desktop program', () => {
  let stop = () => {}
  const desktops: ReturnType<typeof desktopWindow>[] = []
  const begin = () => {
    const desktop = desktopWindow()
    desktops.push(desktop)
    const store = createAgentStore({ door: createMessagePortDoor(desktop.page), wait, now: Date.now })
    stop = store.start()
    return { ...desktop, store }
  }
  afterEach(() => {
    stop()
    for (const { served } of desktops.splice(0)) for (const end of served) end()
  })

  test('has the same snapshot and the same pushes as in a browser', async () => {
    const { store, agent } = begin()
    await expect.poll(() => store.view().state?.device?.team).toBe('Acme Dental')
    agent.push({ type: 'device', device: sampleDevice({ team: 'Acme Radiology' }) })
    await expect.poll(() => store.view().state?.device?.team).toBe('Acme Radiology')
  })

  test('reads a refusal as it does in a browser: code and sentence', async () => {
    const { store } = begin()
    await expect.poll(() => store.view().connection.phase).toBe('live')
    await expect(store.client().device.openDevicePage({ openToLan: true })).rejects.toMatchObject({
      code: 'CALLER_NOT_ADMINISTRATOR',
      message: 'This needs the right to administer the service of this machine, which only its administrators have.',
    })
  })

  test('says so when its port goes silent, and wishes for a new one', async () => {
    const { store, served } = begin()
    await expect.poll(() => store.view().connection.phase).toBe('live')
    served[0]?.()
    await expect.poll(() => store.view().connection.phase).toBe('lost')
    store.retryNow()
    await expect.poll(() => store.view().connection.phase).toBe('live')
    expect(served).toHaveLength(2)
  })

  test('takes no port from anybody but its own window', async () => {
    const { page, forge, served } = desktopWindow()
    const silent = Object.assign(page, { postMessage: () => undefined })
    const opening = createMessagePortDoor(silent).open()
    let opened = false
    void opening.then(() => {
      opened = true
    })
    const { port1, port2 } = new MessageChannel()
    forge({ source: {}, data: { type: portGiven, to: 'agent' }, ports: [port1] })
    forge({ source: page, data: { type: 'something else' }, ports: [port1] })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(opened).toBe(false)
    forge({ source: page, data: { type: portGiven, to: 'agent' }, ports: [port1] })
    await opening
    port1.close()
    port2.close()
    expect(served).toEqual([])
  })
})
