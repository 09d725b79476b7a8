import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { describe, expect, it } from 'vitest'
import { certificateNamed } from '#main/cli/session/named-certificate.policy.ts'
import { certificate } from '../../../support/agent-services.ts'

const id = (last: string) => `0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a${last}`
const named = (last: string, ...names: string[]): Certificate => ({ ...certificate, id: id(last), names })
const list = [
  named('01', 'a.example', 'www.a.example'),
  named('02', 'www.a.example'),
  named('03', 'b.example', 'shared.example'),
  named('04', 'c.example', 'shared.example'),
]

describe('a certificate is found', () => {
  it.each([
    ['by its id', id('03'), id('03')],
    ['by its id in capitals', id('03').toUpperCase(), id('03')],
    ['by the name it is known by', 'a.example', id('01')],
    ['however the name is written', 'A.Example.', id('01')],
    ['by the name it is known by rather than by another that holds it too', 'www.a.example', id('02')],
  ])('%s', (_, wanted, expected) => {
    expect(certificateNamed(list, wanted).id).toBe(expected)
  })

  it('by any name in it, where no other holds that', () => {
    expect(certificateNamed([list[2] ?? certificate], 'shared.example').id).toBe(id('03'))
  })
})

it('a name with letters of other scripts is found as it was ordered', () => {
  const own = [named('05', 'xn--bcher-kva.example'), named('06', '*.xn--bcher-kva.example')]
  expect(certificateNamed(own, 'Bücher.example.').id).toBe(id('05'))
  expect(certificateNamed(own, '*.bücher.example').id).toBe(id('06'))
})

it('a name that several hold is refused with their ids', () => {
  expect(() => certificateNamed(list, 'shared.example')).toThrow(
    expect.objectContaining({ code: 'CERTIFICATE_NAME_AMBIGUOUS', message: expect.stringContaining(id('04')) }),
  )
})

it('a name that none holds is refused', () => {
  expect(() => certificateNamed(list, 'x.example')).toThrow(expect.objectContaining({ code: 'CERTIFICATE_NOT_FOUND' }))
})
