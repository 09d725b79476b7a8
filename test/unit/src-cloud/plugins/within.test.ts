import { expect, it } from 'vitest'
import { within } from '#cloud/plugins/within.ts'

it('work is waited for until it is done, and no longer than it may take', async () => {
  expect(await within(10_000, Promise.resolve('done'))).toBe(true)
  expect(await within(1, new Promise(() => undefined))).toBe(false)
  await expect(within(10_000, Promise.reject(new Error('it broke')))).rejects.toThrow('it broke')
})
