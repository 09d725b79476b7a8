import { expect, it } from 'vitest'
import { passwordFault } from '#cloud/modules/people/password.policy.ts'

const whose = { email: 'nora.jensen@people.test', name: 'Nora Jensen' }

it.each(['seven quiet otters', 'kX9#mQ2$vL', 'пароль для всех', '水曜日に七匹の静かな獺', 'my password is a long sentence'])(
  '“%s” may be a password',
  (password) => {
    expect(passwordFault(password, whose)).toBeUndefined()
  },
)

it.each([
  ['seven', 'it must have at least 10 characters'],
  ['😀😀😀😀😀', 'it must have at least 10 characters'],
  ['abababababab', 'it repeats the same few characters'],
  ['Password123', 'it is easily guessed'],
  ['1234567890', 'it is easily guessed'],
  ['nora.jensen1', 'it is easily guessed'],
  ['NoraJensen26', undefined],
  ['Nora Jensen!', 'it is easily guessed'],
  ['nora.jensen@people.test', 'it is easily guessed'],
  ['MyL.Zip2026', 'it is easily guessed'],
])('“%s” may be one or not: %s', (password, fault) => {
  expect(passwordFault(password, whose)).toBe(fault)
})
