import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'

describe('a device whose key is not to be exported', () => {
  const practice = practiceForTests()
  const start = () => startRunningAgent(practice.stack, join(practice.folder, 'device'))

  async function certificateOf({ client }: RunningAgent) {
    const [certificate] = await client.certificates.list()
    if (!certificate?.current) throw new Error('there is no certificate')
    return { ...certificate, current: certificate.current }
  }

  it('serves it from the store after a kill, gives it out to nobody, and gets a new one when the store has lost it', async () => {
    const first = await start()
    const { id, current } = await certificateOf(first)
    await first.client.certificates.configure({ certificateId: id, exportable: false })
    const locked = await certificateOf(first)
    expect(locked).toMatchObject({ exportable: false, health: 'protected', current: { serial: current.serial, keyCustody: 'destroyed' } })
    await expect(first.client.certificates.export({ certificateId: id, format: 'pfx', password: 'x' })).rejects.toMatchObject({
      code: 'KEY_DESTROYED',
    })
    await first.kill()
    const orders = practice.stack.orders()

    const second = await start()
    const again = await certificateOf(second)
    expect(again).toMatchObject({ health: 'protected', current: { serial: current.serial, keyCustody: 'destroyed' } })
    expect(practice.stack.orders()).toBe(orders)
    await second.stop()

    await rm(dirname(again.current.store?.keyLocation ?? ''), { recursive: true })
    const third = await start()
    const renewed = await certificateOf(third)
    expect(renewed).toMatchObject({ health: 'protected', current: { number: current.number + 1, keyCustody: 'destroyed' } })
    expect(practice.stack.orders()).toBe(orders + 1)
    await third.stop()
  })
})
