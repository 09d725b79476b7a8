import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { momentText } from '#main/terminal/dates.policy.ts'
import { summaryLines } from '#main/terminal/summary.ts'
import { interceptedFailure, sampleCertificate, sampleSnapshot } from '../../../support/samples.ts'

const { device } = sampleSnapshot()
const version = sampleCertificate().current
const lying = (location: string, keyLocation: string) =>
  sampleCertificate({ current: version && { ...version, store: { kind: 'directory', location, keyLocation } } })

function summary(certificate = sampleCertificate()): string[] {
  if (!device) throw new Error('the sample has no device')
  return summaryLines({ certificate, device, seconds: 1.234, practice: true })
}

const without = (failure: Partial<typeof interceptedFailure> | undefined) =>
  sampleCertificate({
    health: 'not-protected',
    current: null,
    renewal: null,
    failure: failure ? { ...interceptedFailure, ...failure } : null,
  })
/** Times are written in the machine's own zone. */
const clock = momentText(fromTimestamp(interceptedFailure.nextAttemptAt ?? expect.fail('the sample has a next try')))

describe('without a certificate, the last words of a start', () => {
  test('say why, and when it is tried again', () => {
    expect(summary(without({}))).toEqual(['', `No certificate yet: ${interceptedFailure.sentence} We try again at ${clock}.`])
  })

  test('say only once that it is tried again', () => {
    const sentence = 'The certificate authority is busy or under maintenance.'
    expect(summary(without({ sentence })).at(-1)).toBe(
      `No certificate yet: The certificate authority is busy or under maintenance. We try again at ${clock}.`,
    )
  })

  test('promise no other try where none is planned', () => {
    expect(summary(without({ nextAttemptAt: null })).at(-1)).toBe(`No certificate yet: ${interceptedFailure.sentence}`)
  })

  test('are not empty when nothing has failed', () => {
    expect(summary(without(undefined)).join('')).toContain('No certificate yet.')
  })
})

describe('the last words of a start', () => {
  test('name the folder of key and certificate once, so that the rest fits 100 columns', () => {
    const folder = `/home/somebody/.local/share/mylzip-ssl/agent/certificates/desk.acme.myl.test/versions/${'A'.repeat(40)}`
    const lines = summary(lying(`${folder}/fullchain.pem`, `${folder}/privkey.pem`))
    expect(lines).toContain('  Private key  privkey.pem (made here, readable by you alone)')
    expect(lines.filter((line) => line.includes(folder))).toEqual([`  Both lie in  ${folder}`])
    expect(lines.filter((line) => line.length > 100 && !line.includes(folder))).toEqual([])
  })

  test('name both places where they differ', () => {
    const lines = summary(lying('/certificates/fullchain.pem', '/keys/privkey.pem'))
    expect(lines).toContain('  Certificate  /certificates/fullchain.pem')
    expect(lines).toContain('  Private key  /keys/privkey.pem (made here, readable by you alone)')
  })

  test('call nothing protected that was not seen being served', () => {
    expect(summary().join('\n')).toContain('Protected: ')
    expect(summary(sampleCertificate({ health: 'not-protected' })).join('\n')).toMatch(/^Not protected: /m)
  })
})
