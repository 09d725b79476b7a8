import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { licenceText } from '../../../../scripts/build/third-party/licence-text.ts'
import { lockedPackages } from '../../../../scripts/build/third-party/locked-packages.ts'
import { thirdParty } from '../../../../scripts/build/third-party/third-party.ts'
import { unlistedPackages } from '../../../../scripts/build/third-party/third-party-plugin.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** Licences that let anybody use, change and pass on the work within a program of their own, and ask for no more than to be named. */
const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'Python-2.0', 'Unlicense']

/** An SPDX expression: of alternatives one is enough. */
const isAllowed = (licence: string) =>
  licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((each) => each.split(' AND ').every((one) => allowed.includes(one)))

async function folderForTest(): Promise<string> {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  return path
}

describe('the list of software by others', () => {
  const all = thirdParty(process.cwd())
  const named = (name: string) => all.find((one) => one.name === name)

  test('names what the installer holds, down to what a library needs, with its version', () => {
    const names = [
      '@fluentui/react-components',
      '@griffel/core',
      'axios',
      'better-sqlite3',
      'electron',
      'electron-updater',
      'follow-redirects',
      'Node.js',
      'pino',
      'react-dom',
      'WinSW',
      'zod',
    ]
    expect(names.filter((name) => !/^\d+\.\d+/.test(named(name)?.version ?? ''))).toEqual([])
  })

  test('leaves out what only builds, tests, or runs in the cloud', () => {
    expect(['vite', 'vitest', 'playwright-core', 'electron-builder', 'fastify', 'typescript', '@mylzip/shared'].filter(named)).toEqual([])
  })

  test('has each licence in full, with whose work it is', () => {
    expect(all.filter(({ text }) => text.length < 500 && !/public domain/i.test(text)).map(({ name }) => name)).toEqual([])
    const nobodys = all.filter(({ text, licence }) => licence === 'MIT' && !/copyright/i.test(text)).map(({ name }) => name)
    expect(nobodys).toEqual([])
  })

  test('holds no work that asks for more than to be named', () => {
    expect(all.filter(({ licence }) => !isAllowed(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
  })
})

test.each([
  ['GPL-3.0-only', false],
  ['', false],
  ['UNLICENSED', false],
  ['(MIT AND LGPL-3.0)', false],
  ['(BSD-3-Clause OR GPL-2.0)', true],
])('a licence “%s” is noticed as %s', (licence, expected) => expect(isAllowed(licence)).toBe(expected))

test('a bundle that holds what is not in the list is noticed, wherever it lies', () => {
  const known = new Set(['node_modules/a', 'node_modules/@s/b', 'node_modules/a/node_modules/c'])
  const ids = [
    '/x/src-main/agent.ts',
    '\0/x/node_modules/a/index.js?commonjs-es-import',
    '/x/node_modules/@s/b/lib/x.js',
    '/x/node_modules/a/node_modules/c/i.js',
    '/x/node_modules/c/i.js',
    '\0rolldown/runtime.js',
  ]
  expect(unlistedPackages(ids, known)).toEqual(['node_modules/c'])
})

test('what a package needs is found where Node finds it: beneath it first, then beside it', async () => {
  const root = await folderForTest()
  const packages = {
    'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '2', c: '1' } },
    'node_modules/a/node_modules/b': { version: '2.0.0', license: 'ISC', dependencies: { c: '1' } },
    'node_modules/b': { version: '1.0.0', license: 'MIT' },
    'node_modules/c': { version: '1.0.0', license: 'MIT', dependencies: { a: '1' } },
    'node_modules/d': { version: '1.0.0', license: 'MIT' },
  }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }))
  const found = lockedPackages(root, ['a', 'no-package'])
  expect(found.map(({ name, version }) => `${name} ${version}`)).toEqual(['a 1.0.0', 'b 2.0.0', 'c 1.0.0'])
})

test('a package without a text gets its licence’s own, in its author’s name; of any other licence somebody has to look', async () => {
  const folder = await folderForTest()
  mkdirSync(join(folder, 'licences'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ author: 'A. Writer <a@b.example> (https://b.example)' }))
  expect(licenceText(folder, 'MIT')).toMatch(/^MIT License\n\nCopyright \(c\) A\. Writer\n/)
  expect(() => licenceText(folder, 'Apache-2.0')).toThrow('brings no text of its licence')
  writeFileSync(join(folder, 'NOTICE'), 'Made by us.\r\n')
  writeFileSync(join(folder, 'LICENCE.md'), 'Take it.')
  expect(licenceText(folder, 'Apache-2.0')).toBe('Take it.\n\nMade by us.')
})
