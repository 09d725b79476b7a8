import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LoopbackDoor } from '#main/doors/doors.port.ts'
import { createAgentDouble } from '../../support/agent-services.ts'
import { bearerFor, loopbackFor, pageClient, routerOf } from '../../support/doors.ts'

describe('a program that opens connections and says nothing', () => {
  let door: LoopbackDoor
  let close: () => Promise<void>
  let silent: Socket[] = []
  beforeEach(async () => {
    const opened = await loopbackFor(routerOf(createAgentDouble()))
    door = opened.door
    close = opened.close
  })
  afterEach(async () => {
    for (const socket of silent.splice(0)) socket.destroy()
    await close()
  })

  async function openSilently(count: number, said = ''): Promise<void> {
    const opened = Array.from({ length: count }, () => {
      const socket = connect(door.port, '127.0.0.1').on('error', () => undefined)
      if (said) socket.write(said)
      return socket
    })
    silent = [...silent, ...opened]
    await Promise.all(opened.map((socket) => once(socket, 'connect')))
  }

  /** As browsers do: once more where the connection was cut before an answer came, because the silent ones were still arriving. */
  async function statusOfPage(): Promise<number> {
    for (let tries = 1; ; tries++) {
      const answer = await fetch(door.url).catch((error: unknown) => (tries < 5 ? undefined : Promise.reject(error)))
      if (answer) return answer.status
    }
  }

  test('keeps nobody out of the dashboard', async () => {
    await openSilently(300, 'GET / HTTP/1.1\r\nHost: ')
    expect(await statusOfPage()).toBe(200)
    await openSilently(300)
    const client = pageClient(door, await bearerFor(door, 'read'))
    expect(await client.state.get()).toBeDefined()
  })

  test('does not cut a page off that has shown its bearer', async () => {
    const client = pageClient(door, await bearerFor(door, 'read'))
    const events = await client.state.watch()
    expect(await events.next()).toMatchObject({ done: false })
    const next = events.next()
    const cut = next.then(
      () => true,
      () => true,
    )
    await openSilently(300)
    expect(await statusOfPage()).toBe(200)
    expect(await Promise.race([cut, new Promise((resolve) => setTimeout(() => resolve(false), 200))])).toBe(false)
    await events.return?.()
  })

  test('is cut off after some seconds', async () => {
    await openSilently(1)
    const [socket] = silent
    if (!socket) return expect.fail('a connection was opened')
    socket.resume()
    const began = performance.now()
    await once(socket, 'close')
    expect(performance.now() - began).toBeGreaterThan(4_000)
    expect(performance.now() - began).toBeLessThan(10_000)
  }, 15_000)
})
