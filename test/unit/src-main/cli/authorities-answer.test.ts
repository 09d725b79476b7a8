import type { Authority, AuthorityLook } from '@mylzip/shared/operations/authorities.ts'
import { expect, test } from 'vitest'
import { endedAccountAnswer, lookAnswer, tableOf } from '#main/cli/commands/authorities.ts'
import { checkAccount } from '#main/doctor/checks/account.check.ts'
import { explain } from '#main/doctor/explain.policy.ts'
import { look } from '../../../support/doctor.ts'

const directory = 'https://ca.example/dir'
const authority = (status: Authority['account']['status'], change: Partial<Authority> = {}): Authority => ({
  directory,
  label: 'ca.example',
  staging: null,
  position: null,
  needsBinding: false,
  uses: 'own',
  roots: [],
  account: { status, url: `${directory}/acct/7`, contact: [], bindingKeyId: null, keyChangePending: false },
  ...change,
})

test('whoever ends an account is told so, which certificates it was for, and how to go on', () => {
  const certificates = [
    { names: ['a.example'], directory },
    { names: ['b.example'], directory: 'https://other.example/dir' },
  ]
  const text = [endedAccountAnswer(authority('deactivated'), certificates).text].flat().join('\n')
  expect(text).toMatch(/Account +ended/)
  expect(text).toContain('Renewed there, and not any more: a.example\n')
  expect(text).toContain(`mylzip authorities open-account ${directory}`)
})

test('a look at an authority says when the account there has ended, wherever it was ended', () => {
  const seen = (status: Authority['account']['status'], theirs: NonNullable<AuthorityLook['account']>['status']) => {
    const offers = { profiles: [], needsBinding: false, termsOfService: null, website: null, caaIdentities: [], suggestsRenewals: false }
    const answer = { authority: authority(status), ...offers, account: { status: theirs, contact: [] }, clockDifferenceMs: null }
    return [lookAnswer(answer).text].flat().join('\n')
  }
  expect(seen('deactivated', 'deactivated')).toMatch(/Account +ended/)
  expect(seen('valid', 'revoked')).toMatch(/Account there +revoked/)
  expect(seen('valid', 'valid')).not.toContain('Account there')
})

test('the doctor names an account that was ended as what a failure comes from', async () => {
  const check = checkAccount({ directory, url: `${directory}/acct/7`, ended: true })
  const verdict = await look(check)
  expect(verdict).toMatchObject({ status: 'failed', code: 'ACME_ACCOUNT_DEACTIVATED', nextStep: expect.stringContaining('open-account') })
  const finding = { ...check, ...verdict, durationMs: 0 }
  const failure = { certificateId: 'one', name: 'a.example', sentence: '', at: '2026-11-21T08:00:00.000Z', nextAttemptAt: null }
  const certificate = { certificateId: 'one', name: 'a.example', needs: ['a.example', directory] }
  for (const code of ['ACME_ACCOUNT_DEACTIVATED', 'ACME_ACCOUNT_REFUSED'] as const)
    expect(explain({ ...failure, code }, [finding], certificate).explainedBy, code).toEqual([`account:${directory}`])
  expect((await look(checkAccount({ directory, url: undefined, ended: false }))).status).toBe('ok')
})

test('where no order was chosen the list says so, and which authority is used', () => {
  const used = `so new certificates are ordered at ${directory}`
  expect(tableOf([authority('valid')], directory, undefined).join('\n')).toContain(used)
  expect(tableOf([], directory, undefined).join('\n')).toContain(used)
  expect(tableOf([authority('valid', { position: 0 })], directory, undefined).join('\n')).not.toContain('No order')
})

test('the list shows who is trusted by a root of its own, where anybody is', () => {
  const own = authority('valid', { roots: [{ name: 'Intranet Root', sha256: 'AB:CD', notAfter: '2031-01-01T00:00:00.000Z' }] })
  expect(tableOf([own], directory, undefined).join('\n')).toMatch(/Own root[\s\S]*Intranet Root/)
  expect(tableOf([authority('valid')], directory, undefined).join('\n')).not.toContain('Own root')
})
