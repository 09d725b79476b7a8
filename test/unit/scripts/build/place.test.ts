import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginPart, finishPart, isBuilt } from '../../../../scripts/build/place.ts'
import { stampOf } from '../../../../scripts/build/stamp.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mylzip-build-'))
  mkdirSync(join(root, 'src'))
  writeFileSync(join(root, 'src/a.ts'), 'one')
})
afterEach(() => rmSync(root, { recursive: true }))

const build = (stamp: string, text: string) => {
  const folder = beginPart(root, 'main')
  writeFileSync(join(folder, 'program.js'), text)
  finishPart(root, 'main', folder, stamp)
}

describe('the stamp', () => {
  it('stays when a file is only touched, and after a change and back', () => {
    const before = stampOf(root, ['src', 'package.json'])
    writeFileSync(join(root, 'src/a.ts'), 'two')
    expect(stampOf(root, ['src', 'package.json'])).not.toBe(before)
    writeFileSync(join(root, 'src/a.ts'), 'one')
    expect(stampOf(root, ['src', 'package.json'])).toBe(before)
  })

  it.each([
    ['added', () => writeFileSync(join(root, 'src/b.ts'), '')],
    ['removed', () => rmSync(join(root, 'src/a.ts'))],
    ['renamed', () => [rmSync(join(root, 'src/a.ts')), writeFileSync(join(root, 'src/c.ts'), 'one')]],
  ])('changes when a file is %s', (_how, change) => {
    const before = stampOf(root, ['src'])
    change()
    expect(stampOf(root, ['src'])).not.toBe(before)
  })
})

describe('a built part', () => {
  it('counts from the moment it is whole', () => {
    expect(isBuilt(root, 'main', 's1')).toBe(false)
    build('s1', 'one')
    expect(isBuilt(root, 'main', 's1')).toBe(true)
    expect(isBuilt(root, 'main', 's2')).toBe(false)
  })

  it('is replaced as a whole, and nothing of the old one stays', () => {
    build('s1', 'one')
    writeFileSync(join(root, 'main/chunk-old.js'), '')
    build('s2', 'two')
    expect(readFileSync(join(root, 'main/program.js'), 'utf8')).toBe('two')
    expect(existsSync(join(root, 'main/chunk-old.js'))).toBe(false)
    expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('stays as it was when the next build is killed, whose leavings go with the one after', () => {
    build('s1', 'one')
    const nobody = 2 ** 22 + 1
    mkdirSync(join(root, `.main-building-${nobody}`))
    expect(isBuilt(root, 'main', 's1')).toBe(true)
    build('s2', 'two')
    expect(readdirSync(root).sort()).toEqual(['main', 'src'])
  })
})
