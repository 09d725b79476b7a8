import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { ORPCError } from '@orpc/server'
import { expect, test } from 'vitest'
import { createCallerErrors } from '#main/doors/caller-errors.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

function setUp() {
  const log = createSilentLog()
  return { log, toCallerError: createCallerErrors(log, (length) => new Uint8Array(length).fill(0xab)) }
}

test.each(refusalCodes)('the refusal %s reaches the caller as it is, and no log calls it a defect', (code) => {
  const { log, toCallerError } = setUp()
  const refusal = new Refusal(code, { reason: 'because' }, { cause: new Error('/home/somebody') })
  const error = toCallerError(refusal, 'state.get')
  expect(error).toMatchObject({ code, message: refusal.message, data: { reason: 'because' } })
  expect(JSON.stringify(error.toJSON())).not.toContain('/home/somebody')
  expect(error.status).toBeGreaterThanOrEqual(400)
  expect(log.lines).toEqual([])
})

test.each([
  ['an error', new Error('ENOENT /home/somebody')],
  ['a thrown text', 'ENOENT /home/somebody'],
  ['nothing', undefined],
  ['the library’s own failure', new ORPCError('INTERNAL_SERVER_ERROR', { message: 'ENOENT /home/somebody' })],
])('%s is a defect: the caller gets the reference under which the log has it', (_, thrown) => {
  const { log, toCallerError } = setUp()
  const error = toCallerError(thrown, 'state.get')
  expect(error).toMatchObject({ code: 'DEFECT', status: 500, data: { reference: 'abababababab' } })
  expect(JSON.stringify(error.toJSON())).not.toContain('somebody')
  expect(log.lines).toEqual([
    { level: 'error', message: expect.any(String), facts: { reference: 'abababababab', operation: 'state.get', error: thrown } },
  ])
})

test('what the library finds wrong with a request is the caller’s to mend', () => {
  const { log, toCallerError } = setUp()
  expect(toCallerError(new ORPCError('PAYLOAD_TOO_LARGE'), '/rpc')).toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringMatching(/too large/i),
  })
  expect(log.lines).toEqual([])
})
