import { auditSentence } from '@mylzip/shared/domain/audit-actions.ts'
import { RunReason } from '@mylzip/shared/domain/run-steps.ts'
import { describe, expect, test } from 'vitest'

const whyItBegan = (reason: string) => auditSentence('run-started', 'desk.myl.test', { reason })

describe('a sentence of the audit log', () => {
  test('says why a renewal began in words, for each reason there is', () => {
    expect(whyItBegan('asked')).toBe('Work on the certificate began: somebody asked for it.')
    const sentences = RunReason.options.map(whyItBegan)
    expect(new Set(sentences).size).toBe(RunReason.options.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^Work on the certificate began: [a-z ]+\.$/)
  })

  test('names the store, and leaves its path to the details', () => {
    const detail = { store: 'directory', location: '/certificates/versions/A208CF/fullchain.pem' }
    expect(auditSentence('certificate-installed', 'x', detail)).toBe('The certificate was put into the program’s certificate folder.')
  })

  test('is whole where an entry of an older or a newer version says less, or something else', () => {
    expect(auditSentence('certificate-installed', 'x', { location: '/certificates' })).toBe(
      'The certificate was put into the certificate store.',
    )
    expect(whyItBegan('toString')).toBe('Work on the certificate began: it was time.')
    expect(auditSentence('something-new', 'x', {})).toBe('something-new')
  })
})
