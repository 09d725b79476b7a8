import { join, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageFile } from '#main/doors/pages/page-file.policy.ts'

test.each([
  ['/', ['index.html'], 'text/html; charset=utf-8'],
  ['/index.html', ['index.html'], 'text/html; charset=utf-8'],
  ['/assets/index-abc123.js', ['assets', 'index-abc123.js'], 'text/javascript; charset=utf-8'],
  ['/assets/index-abc123.css', ['assets', 'index-abc123.css'], 'text/css; charset=utf-8'],
  ['/icon.svg', ['icon.svg'], 'image/svg+xml'],
])('%s is a file of the dashboard', (path, segments, contentType) => {
  expect(pageFile(path)).toEqual({ segments, contentType })
})

test.each([
  '/../secret.json',
  '/assets/../../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..\\secret.json',
  '//etc/hosts.json',
  '/.hidden.json',
  '/assets/',
  '/index.html/',
  '/index.html%00.js',
  '/C:/secret.json',
  '/index',
  '/program.exe',
  'index.html',
  '',
])('%s is not', (path) => {
  expect(pageFile(path)).toBeUndefined()
})

test('whatever the address says, the file lies in the dashboard’s folder', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', '%2e%2e', '\\', 'C:', '\0', 'assets', 'a.js', '/'), fc.string())
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const file = pageFile(`/${parts.join('/')}.js`)
      if (file) expect(resolve(join('/dashboard', ...file.segments)).startsWith(`/dashboard${sep}`)).toBe(true)
    }),
  )
})
