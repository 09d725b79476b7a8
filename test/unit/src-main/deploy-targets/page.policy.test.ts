import { createHash } from 'node:crypto'
import { day } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escaped, pageHtml, pagePolicy } from '#main/deploy-targets/device-page/page.policy.ts'

const now = Date.parse('2026-11-21T08:00:00Z')
const facts = { name: 'desk.acme.test', team: 'Acme', practice: false }
const certificate = { issuer: 'Let’s Encrypt, R11', notBefore: now - day, notAfter: now + 83 * day, thumbprint: 'AB'.repeat(20) }

describe('the page', () => {
  test('says in its first line what a receptionist needs', () => {
    const html = pageHtml(facts, certificate, now)
    expect(html).toContain('Protected · safe until 12 February 2027')
    expect(html).not.toContain('practice certificate')
  })

  test('names the hour when it is a matter of days', () => {
    expect(pageHtml(facts, { ...certificate, notAfter: now + 2 * day }, now)).toContain('safe until 23 November 2026 at 08:00 UTC')
  })

  test.each([
    ['has ended', { notAfter: now }, 'Not protected · the certificate ended on 21 November 2026'],
    ['is of tomorrow', { notBefore: now + day }, 'Not protected · the certificate begins on 22 November 2026'],
  ])('does not call a certificate safe that %s', (_, changed, sentence) => {
    expect(pageHtml(facts, { ...certificate, ...changed }, now)).toContain(sentence)
  })

  test('says plainly that a practice certificate is one', () => {
    expect(pageHtml({ ...facts, practice: true }, certificate, now)).toContain('browsers and other machines do not trust it')
  })

  test('has no script, and its policy allows its own style and nothing else', () => {
    const html = pageHtml(facts, certificate, now)
    const style = html.match(/<style>([\s\S]*)<\/style>/)?.[1] ?? ''
    expect(pagePolicy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|style="/i)
    expect(html).not.toMatch(/https?:/)
  })

  test('no team’s name can put anything into it', () => {
    const shape = (html: string) => html.match(/<[^>]*>/g)
    const expected = shape(pageHtml(facts, certificate, now))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const html = pageHtml({ name: text, team: text, practice: false }, { ...certificate, issuer: text, thumbprint: text }, now)
        expect(shape(html)).toEqual(expected)
      }),
    )
    expect(escaped(`<script>"'&\``)).toBe('&#60;script&#62;&#34;&#39;&#38;&#96;')
  })
})
