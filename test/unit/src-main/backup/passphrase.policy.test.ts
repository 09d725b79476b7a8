import { randomBytes } from 'node:crypto'
import { redact } from '@mylzip/shared/domain/redaction.policy.ts'
import { describe, expect, it } from 'vitest'
import { composedPassphrase, generatedBytes, generatedPassphrase, usablePassphrase } from '#main/backup/passphrase.policy.ts'

describe('a passphrase for a backup', () => {
  it.each([
    ['short', 'it has fewer than 12 characters'],
    ['eleven char', 'it has fewer than 12 characters'],
    ['aaaaaaaaaaaaaaaaaaaa', 'it repeats the same few characters'],
    ['abababababababab', 'it repeats the same few characters'],
    ['x'.repeat(1_025), 'it has more than 1024 characters'],
  ])('“%s” is refused', (passphrase, reason) => {
    expect(() => usablePassphrase(passphrase)).toThrow(expect.objectContaining({ code: 'BACKUP_PASSPHRASE_WEAK', data: { reason } }))
  })

  it('of twelve characters is taken, also where a keyboard writes accents apart', () => {
    expect(usablePassphrase('e\u0301te\u0301 a\u0300 la mer')).toBe('\u00e9t\u00e9 \u00e0 la mer')
    expect(composedPassphrase('e\u0301')).toBe(composedPassphrase('\u00e9'))
  })

  it('that is made here can be read out, is taken by its own rules, and never comes twice', () => {
    const made = generatedPassphrase(randomBytes(generatedBytes))
    expect(made).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}$/)
    expect(usablePassphrase(made)).toBe(made)
    expect(generatedPassphrase(randomBytes(generatedBytes))).not.toBe(made)
  })

  it('is never written into a log, whichever way it gets there', () => {
    const secret = 'correct horse battery staple'
    const facts = {
      input: { file: '/backups/x', passphrase: secret },
      generatedPassphrase: secret,
      error: new Error(`passphrase=${secret.replaceAll(' ', '-')}`),
    }
    const written = JSON.stringify(redact(facts))
    expect(written).not.toMatch(/correct/)
    expect(written).toContain('/backups/x')
  })
})
