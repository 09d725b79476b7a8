import { day } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import type { CertificateUse } from '#main/consumers/certificate-use.ts'
import { effectOn } from '#main/consumers/preview.policy.ts'
import { saidOfEffect, saidOfUse, toldOf } from '#main/consumers/use-sentences.policy.ts'

const notAfter = Date.parse('2027-02-19T08:00:00Z')
const use = (more: Partial<CertificateUse> = {}, version = 3): CertificateUse => ({
  program: { kind: 'rdp', place: 'RDP-Tcp', label: 'Remote Desktop' },
  thumbprint: 'AB'.repeat(20),
  address: undefined,
  own: { certificateId: 'id', name: 'desk.acme.test', version, inUse: 3, isForgotten: false, isRenewed: true, notAfter },
  subject: undefined,
  notAfter,
  target: undefined,
  standing: version === 3 ? 'current' : 'older',
  outlook: 'left-behind',
  ...more,
})
const target = { id: 'rdp', label: 'Remote Desktop' }
const change = { version: 3, isReplaced: true }
const page = { kind: 'device-page', place: '', label: 'The device page' } as const

describe('what a change means for a program', () => {
  test('that a target tells: it goes over to the new certificate', () => {
    expect(effectOn(use({ target }), { kind: 'renew', ...change })).toBe('switches')
    expect(effectOn(use({ target }), { kind: 'revoke', ...change })).toBe('switches')
  })

  test('that nobody tells: it goes on with the old one, and what to do about that is said', () => {
    const effect = effectOn(use(), { kind: 'renew', ...change })
    expect(toldOf(saidOfEffect(use(), effect, { kind: 'renew' }))).toMatchObject({
      sentence: 'Remote Desktop goes on with the old one, version 3 (it ends on 2027-02-19), because no target is set up for it.',
      nextStep: 'Set up a target for it (“mylzip targets add rdp desk.acme.test”): then it is told of each new certificate.',
    })
  })

  test.each([
    ['Shop https/*:8443:www.shop.test', '--site "Shop" --host-name www.shop.test --port 8443'],
    ['Shop https/*:443:', '--site "Shop" --port 443'],
  ])('the advice for a site names the very binding: %s', (place, options) => {
    const site = use({ program: { kind: 'iis', place, label: 'The site' } })
    expect(toldOf(saidOfEffect(site, 'stays', { kind: 'renew' })).nextStep).toContain(`“mylzip targets add iis desk.acme.test ${options}”`)
  })

  test('of a revocation: with the revoked version it is refused by clients, with another one nothing happens to it', () => {
    expect(effectOn(use(), { kind: 'revoke', ...change })).toBe('distrusted')
    expect(effectOn(use({}, 2), { kind: 'revoke', ...change })).toBe('untouched')
    // Nothing takes its place.
    expect(effectOn(use({ target }), { kind: 'revoke', ...change, isReplaced: false })).toBe('distrusted')
  })

  test('of forgetting: it stays as it is; out of the store it loses its certificate, unless it has a copy', () => {
    expect(effectOn(use(), { kind: 'forget', ...change })).toBe('stays')
    expect(effectOn(use(), { kind: 'remove-from-store', ...change })).toBe('loses')
    expect(effectOn(use({ program: page }), { kind: 'remove-from-store', ...change })).toBe('stays')
    expect(effectOn(use({ standing: 'missing', outlook: 'broken' }), { kind: 'remove-from-store', ...change })).toBe('untouched')
  })
})

describe('what is said of a use', () => {
  test('names program and version, and what to do where something is to be done', () => {
    expect(toldOf(saidOfUse(use({ target, outlook: 'followed' })))).toMatchObject({
      sentence: 'Remote Desktop uses version 3 of the certificate of desk.acme.test, and is told of each new one.',
      nextStep: null,
    })
    expect(toldOf(saidOfUse(use({ target }, 2)))).toMatchObject({
      sentence:
        'Remote Desktop still uses version 2 of the certificate of desk.acme.test, although version 3 is there (it ends on 2027-02-19).',
      nextStep: 'Have it told again: “mylzip targets apply "Remote Desktop"”.',
    })
    expect(toldOf(saidOfUse(use({ own: undefined, standing: 'missing', outlook: 'broken', notAfter: undefined })))).toMatchObject({
      sentence: `Remote Desktop is set to the certificate ${'AB'.repeat(20)}, which is in the store no more: it cannot present it.`,
      nextStep: 'Give it another certificate: by a target (“mylzip targets add rdp --help”), or in its own settings.',
    })
  })

  test('says of each kind of standing and each effect something that is whole', () => {
    const standings = ['current', 'older', 'newer', 'forgotten', 'foreign', 'missing'] as const
    for (const standing of standings)
      for (const outlook of ['followed', 'left-behind', 'ends-soon', 'ended', 'broken', 'unknown'] as const)
        for (const known of [undefined, target]) {
          const { sentence } = toldOf(saidOfUse(use({ standing, outlook, target: known, notAfter: notAfter - 400 * day })))
          expect(sentence).toMatch(/^[A-Z].*\.$/)
          expect(sentence).not.toMatch(/undefined|null|\{/)
        }
    for (const effect of ['switches', 'stays', 'distrusted', 'loses', 'untouched'] as const)
      for (const kind of ['renew', 'revoke', 'forget', 'remove-from-store'] as const)
        expect(toldOf(saidOfEffect(use(), effect, { kind })).sentence).toMatch(/^[A-Z].*\.$/)
  })
})
