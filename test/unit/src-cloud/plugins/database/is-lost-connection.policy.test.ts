import { expect, it } from 'vitest'
import { isLostConnection } from '#cloud/plugins/database/is-lost-connection.policy.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

it('a database that is away, going away or beginning is told from what it says about a statement', () => {
  for (const code of ['08000', '08P01', '57P01', '57P02', '57P03', '53300', 'ECONNRESET', 'ECONNREFUSED'])
    expect(isLostConnection(coded(code)), code).toBe(true)
  for (const message of ['Connection terminated unexpectedly', 'the database has gone silent'])
    expect(isLostConnection(new Error(message)), message).toBe(true)
  for (const code of ['23505', '57014', '25P03', '42703', 'ERR_INVALID_ARG_TYPE', 'ENOENT'])
    expect(isLostConnection(coded(code)), code).toBe(false)
  expect(isLostConnection(new TypeError('row is undefined'))).toBe(false)
})
