import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { publishTogether } from '#main/acme/orders/published-together.ts'

const dns = (...names: string[]) => ({ identifiers: names.map((value) => ({ type: 'dns', value })) })

/** Whether it has resolved once everything that was already under way has been done. */
async function hasResolved(promise: Promise<unknown>): Promise<boolean> {
  let resolved = false
  void promise.then(() => {
    resolved = true
  })
  await setImmediate()
  return resolved
}

describe('values of one record', () => {
  test('a name waits for its wildcard, and each for nobody else', async () => {
    const together = publishTogether(dns('A.test', '*.a.test', 'b.test'))
    const [name, wildcard, other] = [together.of('a.test'), together.of('a.test'), together.of('b.test')]
    name.done()
    name.done()
    other.done()
    expect(await hasResolved(other.published())).toBe(true)
    const published = name.published()
    expect(await hasResolved(published)).toBe(false)
    wildcard.done()
    expect(await hasResolved(published)).toBe(true)
  })

  test('one that is never begun is waited for only so long', async () => {
    const together = publishTogether(dns('a.test', '*.a.test'), 20)
    const name = together.of('a.test')
    name.done()
    expect(await hasResolved(name.published())).toBe(false)
    await name.published()
  })
})
