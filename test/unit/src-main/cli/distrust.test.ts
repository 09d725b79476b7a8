import { distrustOutcome } from '@mylzip/shared/operations/distrust-outcome.policy.ts'
import { expect, test } from 'vitest'
import { outcomeLines } from '#main/cli/output/distrust-lines.ts'
import { sampleCertificate } from '../../../support/samples.ts'

const own = 'https://ca.example/dir'
const other = 'https://other.example/dir'
const certificate = (name: string, directory: string, fallbackDirectories: string[] = [], from = directory) => {
  const current = sampleCertificate().current
  return {
    id: `id of ${name}`,
    names: [name],
    directory,
    fallbackDirectories,
    current: current && { ...current, directory: from, notAfter: '2027-05-03T12:00:00Z' },
  }
}
const certificates = [
  certificate('alone.example', own),
  certificate('first.example', own, [other, own]),
  certificate('next.example', other, [own]),
  certificate('moved.example', other, [], own),
  certificate('elsewhere.example', other),
  { ...certificate('new.example', own), current: null },
]

test('before an authority is distrusted each certificate is named that is ordered there, with what becomes of it', () => {
  const outcome = distrustOutcome(own, certificates, [own, other])
  expect(outcome.newOrders).toEqual({ there: true, elsewhere: [other] })
  expect(outcome.certificates.map(({ name, ordered, renewedAt }) => [name, ordered, renewedAt])).toEqual([
    ['alone.example', 'first', []],
    ['first.example', 'first', [other]],
    ['next.example', 'next', [other]],
    ['moved.example', 'before', [other]],
    ['new.example', 'first', []],
  ])
  const text = outcomeLines(outcome, own).join('\n')
  expect(text).toMatch(/not renewed any more: alone\.example \(ends .*2027.*\), new\.example\.\n/)
  expect(text).toMatch(`renewed at ${other} from then on: first.example`)
  expect(text).toMatch(/of no use any more: next\.example .*\n.*elsewhere all the same: moved\.example/)
  expect(text).toContain(`mylzip authorities remove ${own}`)
  expect(text).not.toContain('elsewhere.example')
})

test('where new certificates are ordered there alone, that is said', () => {
  expect(outcomeLines(distrustOutcome(own, [], [own]), own)[0]).toBe('New certificates are ordered there alone, and not any more.')
})

test('where nothing depends on it there is nothing to say, and so nothing to ask', () => {
  expect(outcomeLines(distrustOutcome('https://unused.example/dir', certificates, [own]), own)).toEqual([])
})
