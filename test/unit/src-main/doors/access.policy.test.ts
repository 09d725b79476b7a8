import { accessLevels } from '@mylzip/shared/operations/operation.ts'
import { expect, test } from 'vitest'
import { mayReach, pageCaller, refusalFor, windowCaller } from '#main/doors/access.policy.ts'

test('whoever may do more may do everything less', () => {
  const reached = accessLevels.map((granted) => accessLevels.filter((needed) => mayReach(pageCaller(granted), needed)))
  expect(reached).toEqual([['read'], ['read', 'operate'], ['read', 'operate', 'administer']])
})

test('the window of a person without rights over the service cannot administer it', () => {
  expect(mayReach(windowCaller('service'), 'operate')).toBe(true)
  expect(mayReach(windowCaller('service'), 'administer')).toBe(false)
})

test('where the agent runs as the person, the person’s window may do all of it', () => {
  expect(mayReach(windowCaller('user'), 'administer')).toBe(true)
})

test('a program that may not is told to come as an administrator, and so is the window beside a service; a page has nobody else to be', () => {
  expect(refusalFor({ door: 'pipe', access: 'operate' }, 'administer').code).toBe('CALLER_NOT_ADMINISTRATOR')
  expect(refusalFor(pageCaller('read'), 'operate').code).toBe('CALLER_NOT_ALLOWED')
  expect(refusalFor(windowCaller('service'), 'administer').code).toBe('CALLER_NOT_ADMINISTRATOR')
})
