import { expect, test } from 'vitest'
import { resolvedPath } from '#cloud/plugins/resolved-path.policy.ts'

test.each([
  ['/api/devices/self/../../auth/time', '/api/auth/time'],
  ['/api/devices/self/%2e%2E/.%2e/auth/time?a=/../b', '/api/auth/time'],
  ['/api/devices/self/..\\..\\auth/time', '/api/auth/time'],
  ['/api/devices/self/commands#/../..', '/api/devices/self/commands'],
  ['//evil/api/devices/self/x', '//evil/api/devices/self/x'],
  ['http://evil/api/devices/self/x', '/http://evil/api/devices/self/x'],
  ['*', '/*'],
])('%s leads to %s', (target, path) => {
  expect(resolvedPath(target)).toBe(path)
})
