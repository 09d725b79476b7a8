import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { createTlsAlpn01 } from '#main/challenges/tls-alpn/tls-alpn-01.adapter.ts'
import { taskFor } from '../../support/challenge-tasks.ts'
import { freePorts } from '../../support/free-port.ts'
import { noOpenssl } from '../../support/openssl-client.ts'
import { provesByTls, shownUnder } from '../../support/solvers/tls-alpn-stage.ts'

describe.skipIf(noOpenssl !== '')(`the listener for tls-alpn-01${noOpenssl}`, () => {
  let port = 0
  let solver: ChallengeSolver
  const left: Parameters<ChallengeSolver['remove']>[0][] = []
  const publish = async (task: ReturnType<typeof taskFor>) => {
    left.push(task)
    await solver.publish(task)
  }
  beforeEach(async () => {
    ;[port = 0] = await freePorts(1)
    solver = createTlsAlpn01({ port })
  })
  afterEach(async () => {
    for (const task of left.splice(0)) await solver.remove(task)
  })

  it('shows an address by its name in the reverse zone', async () => {
    for (const address of ['127.0.0.1', '2001:db8::1']) {
      const task = taskFor(address, `token-${address}`)
      await publish(task)
      const shown = address.includes(':') ? { ...task, name: '2001:DB8:0:0:0:0:0:1' } : task
      expect(await provesByTls(port, shown), address).toBe(true)
    }
  })

  it('takes a name in any case, and shows nothing for a name that nobody proves', async () => {
    await publish(taskFor('a.myl.test'))
    expect((await shownUnder(port, 'A.MYL.test', '-alpn', 'acme-tls/1')).text).toContain('DNS:a.myl.test')
    expect((await shownUnder(port, 'b.myl.test', '-alpn', 'acme-tls/1')).text).toBe('')
  })

  it('speaks with nobody but an authority', async () => {
    await publish(taskFor('a.myl.test'))
    const { said } = await shownUnder(port, 'a.myl.test', '-alpn', 'h2,http/1.1')
    expect(said).toMatch(/no application protocol/i)
  })

  it('two orders for the same name take their turns', async () => {
    const [one, two] = [taskFor('a.myl.test', 'token-1'), taskFor('a.myl.test', 'token-2')]
    await publish(one)
    let published = false
    const second = publish(two).then(() => {
      published = true
    })
    await pause(100)
    expect(published).toBe(false)
    expect(await provesByTls(port, one)).toBe(true)
    await solver.remove(one)
    await second
    expect(await provesByTls(port, two)).toBe(true)
  })

  it('says which port another program has', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '0.0.0.0', resolve))
    await expect(publish(taskFor('a.myl.test'))).rejects.toMatchObject({ code: 'CHALLENGE_PORT_TAKEN', data: { port, name: 'a.myl.test' } })
    await new Promise((resolve) => other.close(resolve))
    await publish(taskFor('a.myl.test'))
    expect(await provesByTls(port, taskFor('a.myl.test'))).toBe(true)
  })
})
