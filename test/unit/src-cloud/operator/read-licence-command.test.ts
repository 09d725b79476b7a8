import { day } from '@mylzip/shared/domain/time.ts'
import { expect, it } from 'vitest'
import { readLicenceCommand } from '#cloud/operator/read-licence-command.ts'

const now = Date.UTC(2026, 10, 27, 12)
const read = (text: string) => readLicenceCommand(text.split(' '), now)

it('an operator grants a plan until a day, which still belongs to it', () => {
  expect(read('licence grant acme --plan enterprise --until 2027-12-31')).toEqual({
    does: 'grant',
    team: 'acme',
    plan: 'enterprise',
    devices: 25,
    endsAt: Date.UTC(2027, 11, 31) + day,
  })
  expect(read('licence grant acme --plan premium --until 2026-11-27 --devices all')).toMatchObject({ devices: null })
  const forEver = read('licence grant acme --plan premium --until 9999-12-31')
  expect(forEver).toMatchObject({ endsAt: Date.parse('9999-12-31T23:59:59.999Z') })
  expect(read('licence withdraw acme')).toEqual({ does: 'withdraw', team: 'acme' })
})

it.each([
  'licence',
  'licence give acme',
  'licence show',
  'licence show acme acme2',
  'licence grant acme --plan free --until 2027-01-01',
  'licence grant acme --plan premium',
  'licence grant acme --plan premium --until soon',
  'licence grant acme --plan premium --until 2026-13-01',
  'licence grant acme --plan premium --until 2027-02-31',
  'licence grant acme --plan premium --until 2026-11-26',
  'licence grant acme --plan premium --until 2027-01-01 --devices 0',
  'licence grant acme --plan premium --until 2027-01-01 --devices 1e3',
  'licence grant acme --price 3',
])('`%s` is refused with what is wrong', (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
})
