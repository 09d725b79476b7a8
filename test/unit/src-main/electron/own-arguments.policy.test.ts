import { expect, test } from 'vitest'
import { ownArguments } from '#main/electron/own-arguments.policy.ts'
import { readOptions } from '#main/terminal/options.ts'

const told = ['--data', '/data', '--cloud', 'http://127.0.0.1:9', '--hidden']

test('packed, the program is told everything that stands behind its name', () => {
  expect(ownArguments(['MyLZipSSL.exe', ...told], false)).toEqual(told)
  expect(ownArguments(['MyLZipSSL.exe'], false)).toEqual([])
})

test.each([
  ['as a person starts it', []],
  ['without a sandbox', ['--no-sandbox']],
  ['by Playwright, with something loaded before it', ['--inspect=0', '--remote-debugging-port=0', '-r', '/hands.cjs', '--no-sandbox']],
  ['with something required by its long name', ['--require', '/hands.cjs']],
])('run by Electron %s, what is Electron’s own is none of its options', (_, electrons) => {
  const own = ownArguments(['electron', ...electrons, 'out/main/main.js', ...told], true)
  expect(own).toEqual(told)
  const { cloudUrl, dataFolder } = readOptions(
    own.filter((each) => each !== '--hidden'),
    {},
  )
  expect({ cloudUrl, dataFolder }).toEqual({ cloudUrl: 'http://127.0.0.1:9', dataFolder: '/data' })
})

test('without a program there is nothing to tell it', () => {
  expect(ownArguments(['electron', '--no-sandbox'], true)).toEqual([])
})
