import { expect, test } from 'vitest'
import { modeIn, windowsStore } from '#main/composition/store-choice.policy.ts'

test('certificates go to the machine’s store where a service puts them there, and to the user’s where a person does', () => {
  expect(windowsStore('service')).toBe('LocalMachine')
  for (const mode of ['user', 'browser'] as const) expect(windowsStore(mode)).toBe('CurrentUser')
})

test('a restore puts certificates into the machine’s store where the service was, or is to start with what is restored', () => {
  const services = 'C:\\ProgramData\\mylzip-ssl'
  expect(modeIn('D:\\elsewhere', services, true)).toBe('service')
  expect(modeIn('c:\\programdata\\MyLZip-SSL', services, false)).toBe('service')
  expect(modeIn('D:\\elsewhere', services, false)).toBe('user')
})
