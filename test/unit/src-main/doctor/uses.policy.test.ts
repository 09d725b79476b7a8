import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import type { CertificateUse } from '#main/consumers/certificate-use.ts'
import { judgeUses } from '#main/doctor/uses.policy.ts'

const notAfter = Date.parse('2026-12-01T08:00:00Z')
const use = (more: Partial<CertificateUse> = {}, label = 'Remote Desktop'): CertificateUse => ({
  program: { kind: 'rdp', place: 'RDP-Tcp', label },
  thumbprint: 'AB'.repeat(20),
  address: undefined,
  own: { certificateId: 'id', name: 'desk.acme.test', version: 2, inUse: 3, isForgotten: false, isRenewed: true, notAfter },
  subject: undefined,
  notAfter,
  target: undefined,
  standing: 'older',
  outlook: 'left-behind',
  ...more,
})
const foreign = { own: undefined, standing: 'foreign' as const }
const missing = { standing: 'missing' as const, outlook: 'broken' as const }
const silent = { what: 'IIS', refusal: new Refusal('POWERSHELL_TIMED_OUT', { script: 'iis', seconds: 60 }) }
const judged = (uses: CertificateUse[], unread = [] as (typeof silent)[]) => judgeUses({ uses, unread })

describe('programs and their certificates', () => {
  test.each([
    ['nobody is known to use one', [], 'skipped', null],
    ['all are good for longer', [use(), use({ standing: 'current', outlook: 'followed' })], 'ok', null],
    ['an old version ends in a week', [use({ outlook: 'ends-soon' })], 'warning', 'PROGRAM_LEFT_BEHIND'],
    ['one has ended', [use({ outlook: 'ends-soon' }), use({ outlook: 'ended' })], 'failed', 'PROGRAM_LEFT_BEHIND'],
    ['one of ours is in the store no more', [use({ outlook: 'ended' }), use(missing)], 'failed', 'PROGRAM_WITHOUT_CERTIFICATE'],
    ['something that nobody has is named', [use({ ...missing, own: undefined })], 'warning', 'PROGRAM_WITHOUT_CERTIFICATE'],
    ['somebody else’s ends', [use({ ...foreign, outlook: 'ended' }), use({ ...foreign, outlook: 'ends-soon' })], 'ok', null],
  ] as const)('%s', (_, uses, status, code) => {
    expect(judged([...uses])).toMatchObject({ status, code })
  })

  test('the worst is named, with what it is about, and the others are in the evidence', () => {
    const verdict = judged([use({ outlook: 'ends-soon' }), use({ ...missing }, 'WinRM')], [silent])
    expect(verdict).toMatchObject({ about: ['desk.acme.test', 'desk.acme.test'], sentence: expect.stringMatching(/^WinRM is set to/) })
    expect(verdict.evidence.map(({ label }) => label)).toEqual(['Remote Desktop', 'WinRM', 'IIS'])
  })

  test('a program that could not be asked is a matter where nothing worse is', () => {
    expect(judged([use()], [silent])).toMatchObject({ status: 'warning', code: 'POWERSHELL_TIMED_OUT', about: [] })
    expect(judged([use({ outlook: 'ended' })], [silent])).toMatchObject({ code: 'PROGRAM_LEFT_BEHIND' })
  })
})
