import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProblem } from '#main/acme/session/problem.ts'

describe('a problem document', () => {
  test('is read with its subproblems', () => {
    const problem = readProblem({
      type: 'urn:ietf:params:acme:error:malformed',
      detail: 'Some of the identifiers requested were rejected',
      subproblems: [
        { type: 'urn:ietf:params:acme:error:malformed', detail: 'Invalid underscore', identifier: { type: 'dns', value: '_a.example' } },
        'nonsense',
      ],
    })
    expect(problem).toMatchObject({ type: 'malformed', subproblems: [{ type: 'malformed', identifier: '_a.example' }] })
  })

  test('that is half nonsense still says what it can', () => {
    expect(readProblem({ type: 5, detail: 'x', subproblems: 'none' })).toEqual({
      type: '',
      detail: 'x',
      identifier: undefined,
      subproblems: [],
    })
  })

  test.each([undefined, null, '', '<html>', 5, true])('is none when it is %j', (data) => {
    expect(readProblem(data)).toBeUndefined()
  })

  test('cannot put line breaks, control characters or novels into a log', () => {
    expect(readProblem({ detail: 'a\r\nERROR forged\u001b[31m\u2028b\u202ec' })?.detail).toBe('a ERROR forged [31m b c')
    expect(readProblem({ detail: 'x'.repeat(10_000) })?.detail).toHaveLength(400)
    const odd = readProblem({
      type: 'urn:ietf:params:acme:error:\u001b[2J',
      identifier: { type: 'dns', value: `\u001b[31mred\nERROR forged${'x'.repeat(10_000)}` },
    })
    expect(odd?.type).toBe('[2J')
    expect(odd?.identifier).toMatch(/^\[31mred ERROR forgedx+$/)
    expect(odd?.identifier).toHaveLength(400)
  })

  test('never crashes the reader', () => {
    fc.assert(fc.property(fc.anything(), (data) => void readProblem(data)))
    const oddProblem = fc.record({ type: fc.anything(), detail: fc.anything(), subproblems: fc.anything(), identifier: fc.anything() })
    fc.assert(fc.property(oddProblem, (data) => void readProblem({ ...data, subproblems: [data] })))
  })
})
