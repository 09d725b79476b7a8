import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { listenSomewhere } from '#cloud/practice/stack/listen-somewhere.ts'
import { freePorts } from '../../support/free-port.ts'

const open: Server[] = []
const listen = async (port: number) => {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  return port
}
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

describe('what has to know its port before it listens', () => {
  it('listens where it did before', async () => {
    const [port = 0] = await freePorts(1)
    expect(await listenSomewhere(port, listen)).toBe(port)
  })

  it('listens elsewhere when another program took the port in the moment between', async () => {
    const tried: number[] = []
    const listening = await listenSomewhere(undefined, async (port) => {
      if (tried.push(port) === 1) await listen(port)
      return listen(port)
    })
    expect(tried).toHaveLength(2)
    expect(listening).toBe(tried[1])
  })

  it('fails as it does where it is no port that is in the way, and at the fifth port that is taken', async () => {
    let tries = 0
    const failing = (code: string) => async () => {
      tries++
      throw Object.assign(new Error(code), { code })
    }
    await expect(listenSomewhere(undefined, failing('EACCES'))).rejects.toThrow('EACCES')
    expect(tries).toBe(1)
    await expect(listenSomewhere(undefined, failing('EADDRINUSE'))).rejects.toThrow('EADDRINUSE')
    expect(tries).toBe(6)
  })
})
