import { expect, test } from 'vitest'
import { windowsStore } from '#main/composition/store-choice.policy.ts'

test('certificates go to the machine’s store where a service puts them there, to the user’s where a person does, and to files elsewhere', () => {
  expect(windowsStore('win32', 'service')).toBe('LocalMachine')
  expect(windowsStore('win32', 'user')).toBe('CurrentUser')
  expect(windowsStore('win32', 'browser')).toBe('CurrentUser')
  for (const platform of ['linux', 'darwin'] as const) expect(windowsStore(platform, 'service')).toBeUndefined()
})
