import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { placeOf } from '#renderer/components/routes.ts'
import { helpAbout } from '#renderer/features/help/help-about.policy.ts'

const about = (hash: string, isSetUp = true) => helpAbout(placeOf(hash), isSetUp)
const isThere = (page: string) => existsSync(fileURLToPath(new URL(`../../../../../docs/user-guide/${page}.md`, import.meta.url)))

describe('help', () => {
  test.each([
    ['#/certificates/new', 'order'],
    ['#/certificates/adopt', 'adoption'],
    ['#/certificates', 'certificates'],
    ['#/certificates/0199', 'certificates'],
    ['#/targets/add', 'targets'],
    ['', 'overview'],
  ])('at %j is about %s, which the guide has a page of', (hash, page) => {
    expect(about(hash)).toBe(page)
    expect(isThere(page)).toBe(true)
  })

  test('is about the first run until the device has a name, but only where that is shown', () => {
    expect(about('', false)).toBe('first-run')
    expect(isThere('first-run')).toBe(true)
    expect(about('#/settings', false)).toBe('settings')
  })
})
