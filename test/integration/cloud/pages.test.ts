import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { newAccount } from '../../support/web-account.ts'
import { createVisitor } from '../../support/web-visitor.ts'

const nasty = fc.oneof(
  fc.constantFrom(
    '\0',
    'a\0b',
    '\u202E',
    "'; DROP TABLE people; --",
    '%00',
    '../..',
    '__proto__',
    'constructor',
    '-1',
    '<%= 1 %>',
    'x'.repeat(15_000),
  ),
  fc.string({ unit: 'binary', maxLength: 80 }).map((text) => text.toWellFormed()),
)
const id = randomUUID()

describeOnEachDatabase('a page of the cloud', (test, under) => {
  const forms: [string, Record<string, string>][] = [
    ['/sign-up', { email: 'x@people.test' }],
    ['/sign-up/finish', { token: 'x', name: 'Nora', password: 'seven quiet otters' }],
    ['/sign-in', { email: 'x@people.test', password: 'x', next: '/account' }],
    ['/sign-in/code', { code: '123456', next: '/account' }],
    ['/reset', { email: 'x@people.test' }],
    ['/reset/finish', { token: 'x', password: 'seven quiet otters' }],
    ['/invitation', { token: 'x', name: 'Nora', password: 'seven quiet otters' }],
    ['/invitation/accept', { token: 'x' }],
    ['/account/password', { current: 'x', password: 'seven quiet otters' }],
    ['/account/code', { wish: 'off', 'off-code': '123456', 'renew-code': '123456' }],
    ['/account/code/scan', { code: '123456' }],
    ['/account/delete', { password: 'x' }],
    ['/account/sessions/end', { session: id }],
    ['/teams/new', { name: 'Acme', slug: 'x' }],
    ['/teams/TEAM', { email: 'x@people.test', role: 'member' }],
    ['/teams/TEAM/members/role', { person: id, role: 'member' }],
    ['/teams/TEAM/members/remove', { person: id }],
    ['/teams/TEAM/invitations/withdraw', { invitation: id }],
    ['/activate', { code: 'BCDF-GHJK' }],
    ['/activate/device', { wish: 'approve', asked: 'BCDF-GHJK', team: 'TEAM', replaces: 'till-7' }],
    ['/teams/TEAM/devices', { name: 'Tills', uses: '1', days: '30' }],
    ['/teams/TEAM/devices/tokens/withdraw', { token: id }],
    ['/teams/TEAM/devices/release', { device: id }],
    ['/teams/TEAM/devices/reenrol', { device: id }],
  ]

  async function withTeam() {
    const { person } = await newAccount(under.cloud)
    const slug = `team-${randomUUID().slice(-8)}`
    await person.open('/teams/new')
    await person.submit({ name: 'Acme', slug })
    const { html } = await person.open('/account')
    return { person, slug, csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' }
  }

  test('answers whatever is sent to it, and never with a defect', async () => {
    const { person, slug, csrf } = await withTeam()
    const anyForm = fc.constantFrom(...forms).chain(([path, fields]) => {
      const spoilt = fc.tuple(fc.constantFrom(...Object.keys(fields)), nasty).map(([key, value]) => ({ ...fields, [key]: value }))
      return fc.tuple(fc.constant(path.replace('TEAM', slug)), spoilt)
    })
    await fc.assert(
      fc.asyncProperty(anyForm, async ([path, fields]) => {
        const { status, html } = await person.post(path, { csrf, ...fields })
        expect([status, html]).toEqual([expect.toSatisfy((status) => status < 500), expect.stringContaining('</html>')])
      }),
      { numRuns: 120 },
    )
    expect(under.cloud.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('is found, or not, whatever its address says', async () => {
    const { person, slug } = await withTeam()
    const word = nasty.map(encodeURIComponent).filter((text) => text.length < 500)
    const path = word.chain((text) =>
      fc.constantFrom(
        `/teams/${text}`,
        `/teams/${slug}?from=${text}`,
        `/teams/${slug}/devices?from=${text}`,
        `/activate?code=${text}`,
        `/account?done=${text}`,
        `/sign-in?next=${text}`,
        `/invitation?token=${text}`,
      ),
    )
    await fc.assert(
      fc.asyncProperty(path, async (path) => {
        const { status, html } = await person.open(path)
        expect([path, status, html]).toEqual([
          path,
          expect.toSatisfy((status) => status < 500),
          expect.not.stringContaining('[native code]'),
        ])
      }),
      { numRuns: 80 },
    )
  })

  test('may load and run nothing, stands in no frame, and is kept by nobody on the way', async () => {
    for (const path of ['/sign-in', '/sign-up', '/reset', '/invitation?token=x']) {
      const { headers, html } = await createVisitor(under.cloud.url).open(path)
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; .*frame-ancestors 'none'$/,
      )
      expect(headers.get('cache-control')).toBe('no-store')
      expect(html).not.toMatch(/<script|\s(style|on\w+)="/)
    }
  })
})
