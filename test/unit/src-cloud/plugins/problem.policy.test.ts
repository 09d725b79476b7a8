import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { expect, it } from 'vitest'
import { toErrorAnswer, toProblem, wantsPlainJson } from '#cloud/plugins/problem.policy.ts'

it.each([
  [undefined, false],
  ['*/*', false],
  ['application/problem+json', false],
  ['application/json, application/problem+json', false],
  ['text/html, */*;q=0.8', false],
  ['application/json', true],
  ['application/json, text/plain, */*', true],
  ['Application/JSON;q=0.9', true],
])('Accept: %s is%s a wish for plain JSON'.replace('is%s', 'decides about'), (accept, plain) => {
  expect(wantsPlainJson(accept)).toBe(plain)
})

it('a refusal’s sentence is the detail, its code and facts are members beside it', () => {
  const answer = toErrorAnswer(new Refusal('LABEL_TAKEN', { label: 'till-1' }), 409)
  expect(toProblem(answer, 'Conflict')).toEqual({
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    detail: 'The name till-1 is taken. Choose another one.',
    code: 'LABEL_TAKEN',
    data: { label: 'till-1' },
  })
})
