import { expect, test } from 'vitest'
import { windowsStore } from '#main/composition/store-choice.policy.ts'

test('certificates go to the machine’s store where a service puts them there, and to the user’s where a person does', () => {
  expect(windowsStore('service')).toBe('LocalMachine')
  for (const mode of ['user', 'browser'] as const) expect(windowsStore(mode)).toBe('CurrentUser')
})
