import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { describe, expect, test, vi } from 'vitest'
import { givePortChannel, wantPortChannel } from '#main/electron/ipc/channels.ts'
import { type MainProcess, type PageWindow, startHandshake } from '#main/electron/ipc/page-handshake.ts'
import { snapshot } from '../../../support/agent-services.ts'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { app, BrowserWindow, ipcMain, type MessagePortMain } from '../../../support/electron-double.ts'

resetAfterEach()

/** A frame wishes for a port, as the preload script does for it; answers the ports it was given. */
function wish(frame: { url: string; parent?: object | null } | null, sender = BrowserWindow.all[0]?.webContents) {
  const given: MessagePortMain[] = []
  const senderFrame = frame && {
    url: frame.url,
    parent: frame.parent ?? null,
    postMessage: (channel: string, _to: unknown, ports: MessagePortMain[]) => {
      expect(channel).toBe(givePortChannel)
      given.push(...ports)
    },
  }
  ipcMain.emit(wantPortChannel, { sender, senderFrame }, 'agent')
  return given
}

const dashboard = { url: 'app://dashboard/index.html#/overview' }

function clientOf([end]: MessagePortMain[]): AgentClient {
  if (!end) throw new Error('no port was given')
  const client: AgentClient = createORPCClient(new RPCLink({ port: end.port as unknown as MessagePort }))
  end.port.start()
  return client
}

test('the dashboard gets a port, and the agent answers through it', async () => {
  await startDesktop()
  const client = clientOf(wish(dashboard))
  expect(await client.state.get()).toEqual(snapshot)
  expect((await client.device.openDevicePage({ openToLan: true })).name).toBe(snapshot.device?.name)
  app.quit()
})

test('beside a service the window may operate, not administer', async () => {
  const { agent } = await startDesktop({ mode: 'service' })
  const client = clientOf(wish(dashboard))
  expect(await client.state.get()).toEqual(snapshot)
  await expect(client.device.openDevicePage({ openToLan: true })).rejects.toMatchObject({ code: 'CALLER_NOT_ADMINISTRATOR' })
  expect(agent.calls).not.toContain('device.openDevicePage')
  app.quit()
})

test.each([
  ['another page', { url: 'https://evil.example/' }],
  ['another host of the scheme', { url: 'app://other/index.html' }],
  ['a page that only begins like ours', { url: 'app://dashboard.evil.example/' }],
  ['a frame within the dashboard', { url: 'app://dashboard/index.html', parent: {} }],
  ['an empty frame', { url: 'about:blank' }],
  ['a frame that has gone', null],
])('%s gets no port', async (_, frame) => {
  const { log } = await startDesktop()
  expect(wish(frame)).toEqual([])
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1)
})

test('a page that was reloaded gets a new port, and the old one ends', async () => {
  const { agent } = await startDesktop()
  await vi.waitFor(() => expect(agent.watchers()).toBe(1))
  const events = await clientOf(wish(dashboard)).state.watch()
  await events.next()
  expect(agent.watchers()).toBe(2)
  const client = clientOf(wish(dashboard))
  await vi.waitFor(() => expect(agent.watchers()).toBe(1))
  expect(await client.state.get()).toEqual(snapshot)
  app.quit()
})

test('a window that is gone ends what its page was watching', async () => {
  const { agent } = await startDesktop()
  const events = await clientOf(wish(dashboard)).state.watch()
  await events.next()
  BrowserWindow.all[0]?.destroy()
  await vi.waitFor(() => expect(agent.watchers()).toBe(1))
})

test('after quitting has begun no port is given any more', async () => {
  await startDesktop()
  app.quit()
  await vi.waitFor(() => expect(app.log).toContain('gone'))
  expect(wish(dashboard)).toEqual([])
})

describe('the preload script', () => {
  function setUp() {
    let hear: Parameters<PageWindow['addEventListener']>[1] = () => undefined
    let take: Parameters<MainProcess['on']>[1] = () => undefined
    const sent: string[] = []
    const posted: unknown[][] = []
    const page: PageWindow = {
      location: { origin: 'app://dashboard' },
      addEventListener: (_type, listener) => {
        hear = listener
      },
      postMessage: (...message) => void posted.push(message),
    }
    startHandshake(page, {
      send: (channel, to) => void sent.push(`${channel} ${to}`),
      on: (channel, listener) => {
        expect(channel).toBe(givePortChannel)
        take = listener
      },
    })
    return {
      page,
      sent,
      posted,
      hear: (event: Parameters<typeof hear>[0]) => hear(event),
      take: (ports: object[]) => take({ ports }, 'desktop'),
    }
  }

  test('passes the page’s wish on, and the port back to the page alone', () => {
    const { page, sent, posted, hear, take } = setUp()
    hear({ source: page, origin: 'app://dashboard', data: { type: portWanted, to: 'desktop' } })
    expect(sent).toEqual([`${wantPortChannel} desktop`])
    const port = {}
    take([port])
    expect(posted).toEqual([[{ type: portGiven, to: 'desktop' }, 'app://dashboard', [port]]])
  })

  test.each([
    ['from a frame', { source: {}, origin: 'app://dashboard', data: { type: portWanted, to: 'agent' } }],
    ['to somebody there is not', { origin: 'app://dashboard', data: { type: portWanted, to: 'everybody' } }],
    ['with another meaning', { origin: 'app://dashboard', data: { type: 'something' } }],
    ['from another origin', { origin: 'https://evil.example', data: { type: portWanted, to: 'agent' } }],
    ['that is no object', { origin: 'app://dashboard', data: portWanted }],
    ['that is empty', { origin: 'app://dashboard', data: null }],
  ])('passes no message on %s', (_, event) => {
    const { page, sent, hear } = setUp()
    hear({ source: page, ...event })
    expect(sent).toEqual([])
  })
})
