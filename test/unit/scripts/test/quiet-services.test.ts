import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withServicesKeptQuiet } from '../../../../scripts/test/tools/quiet-services.ts'

let folder: string
let policy: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mylzip-policy-'))
  policy = join(folder, 'policy-rc.d')
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = async () => ({ text: readFileSync(policy, 'utf8'), executable: (statSync(policy).mode & 0o111) !== 0 })

it('while packages are installed, Debian is told to start none of their services', async () => {
  const during = await withServicesKeptQuiet(read, policy)
  expect(during.text).toMatch(/^#!\/bin\/sh\n[\s\S]*exit 101\n$/)
  expect(during.executable).toBe(true)
  expect(existsSync(policy)).toBe(false)
})

it('the machine’s own policy is put back, also when the installation fails', async () => {
  writeFileSync(policy, '#!/bin/sh\nexit 104\n')
  chmodSync(policy, 0o755)
  const failing = withServicesKeptQuiet(() => Promise.reject(new Error('no space')), policy)
  await expect(failing).rejects.toThrow('no space')
  expect(await read()).toEqual({ text: '#!/bin/sh\nexit 104\n', executable: true })
})

it('what a killed run left behind does not become the machine’s policy', async () => {
  const left = (await withServicesKeptQuiet(read, policy)).text
  writeFileSync(policy, left)
  await withServicesKeptQuiet(read, policy)
  expect(existsSync(policy)).toBe(false)
})
