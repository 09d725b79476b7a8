import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { chooseAuthority, mayLeave } from '#main/limits/authority-choice.policy.ts'
import { roomAt } from '#main/limits/bucket.policy.ts'
import { knownLimits } from '#main/limits/known-limits.policy.ts'
import { scopeOfLimit } from '#main/limits/limit-scope.policy.ts'
import { type LedgerEntry, reachedLimit } from '#main/limits/quota.policy.ts'
import { nameSetOf, registrableDomain } from '#main/limits/registrable-domain.policy.ts'
import { forbidsAsking, isAboutAuthority, isClear, type Standing } from '#main/limits/standing.policy.ts'

const now = Date.UTC(2026, 10, 26, 12)
const letsEncrypt = knownLimits('https://acme-v02.api.letsencrypt.org/directory')

function issued(name: string, ...ages: number[]): LedgerEntry[] {
  const domains = [registrableDomain(name) ?? []].flat()
  return ages.map((age) => ({ kind: 'certificate', at: now - age, nameSet: nameSetOf([name]), domains, name: undefined, exempt: false }))
}

describe('a token bucket', () => {
  const bucket = { most: 5, window: 7 * day }

  it('has room until it is empty, and then for one more each time a share of the window has passed', () => {
    const taken = Array.from({ length: 5 }, () => now)
    expect(roomAt(taken.slice(0, 4), bucket, now)).toBeLessThanOrEqual(now)
    expect(roomAt(taken, bucket, now)).toBe(now + (7 * day) / 5)
    expect(roomAt(taken, bucket, now + (7 * day) / 5)).toBeLessThanOrEqual(now + (7 * day) / 5)
  })

  it('never lets more through than the window allows, and is never shut for longer than the window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 * day }), { maxLength: 60 }), (gaps) => {
        let at = now
        const taken: number[] = []
        for (const gap of gaps) {
          at += gap
          const room = roomAt(taken, bucket, at)
          expect(room).toBeLessThanOrEqual(at + bucket.window)
          if (room <= at) taken.push(at)
        }
        // The bucket's own promise: what is full, and what flows in meanwhile.
        for (const from of taken) {
          const within = taken.filter((each) => each >= from && each < from + bucket.window).length
          expect(within).toBeLessThanOrEqual(2 * bucket.most)
        }
      }),
    )
  })

  it('does not count what a wrong clock wrote into the future', () => {
    const ahead = Array.from({ length: 9 }, () => now + 400 * day)
    expect(roomAt(ahead, bucket, now)).toBeLessThanOrEqual(now)
  })
})

describe('the quota ledger', () => {
  it('refuses a sixth certificate for the same names within a week, in whatever order they are named', () => {
    const entries = issued('a.example.com', hour, 2 * hour, 3 * hour, 4 * hour, 5 * hour)
    const reached = reachedLimit(letsEncrypt, entries, { names: ['A.example.com'], replaces: false, renewal: false }, now)
    expect(reached).toMatchObject({ about: 'a.example.com', limit: { per: 'name-set' } })
    expect(reached?.until).toBeGreaterThan(now + day)
    expect(reachedLimit(letsEncrypt, entries.slice(1), { names: ['a.example.com'], replaces: false, renewal: false }, now)).toBeUndefined()
  })

  it('counts names of one registrable domain together, and knows that hosters’ domains are public suffixes', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => issued(`h${index}.example.co.uk`, hour)).flat()
    const wanted = { names: ['new.example.co.uk'], replaces: false, renewal: false }
    expect(reachedLimit(letsEncrypt, fifty, wanted, now)?.about).toBe('example.co.uk')
    expect(reachedLimit(letsEncrypt, fifty, { ...wanted, names: ['new.other.co.uk'] }, now)).toBeUndefined()
    expect(registrableDomain('a.b.github.io')).toBe('b.github.io')
  })

  it('counts an IPv4 address by itself and all IPv6 addresses of a /64 together, as Let’s Encrypt does', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => issued(`2001:db8::${index + 1}`, hour)).flat()
    const wanted = { names: ['2001:DB8:0:0:f::1'], replaces: false, renewal: false }
    expect(reachedLimit(letsEncrypt, fifty, wanted, now)?.about).toBe('2001:db8::/64')
    expect(reachedLimit(letsEncrypt, fifty, { ...wanted, names: ['2001:db8:0:1::1'] }, now)).toBeUndefined()
    expect(registrableDomain('192.0.2.7')).toBe('192.0.2.7')
    expect(registrableDomain('::ffff:192.0.2.7')).toBe('::/64')
  })

  it('lets a renewal pass that says what it replaces', () => {
    const entries = issued('a.example.com', hour, 2 * hour, 3 * hour, 4 * hour, 5 * hour)
    expect(reachedLimit(letsEncrypt, entries, { names: ['a.example.com'], replaces: true, renewal: true }, now)).toBeUndefined()
  })

  it('stops after five failed proofs of a name within an hour, and not for another name', () => {
    const failed = Array.from({ length: 5 }, (_, index) => ({
      kind: 'failed-authorization' as const,
      at: now - index * minute,
      nameSet: undefined,
      domains: [],
      name: 'a.example.com',
      exempt: false,
    }))
    expect(reachedLimit(letsEncrypt, failed, { names: ['*.a.example.com'], replaces: true, renewal: true }, now)?.limit.per).toBe('name')
    expect(reachedLimit(letsEncrypt, failed, { names: ['b.example.com'], replaces: false, renewal: false }, now)).toBeUndefined()
  })

  it('assumes nothing about authorities that publish no limits', () => {
    expect(knownLimits('https://ca.example/dir')).toEqual([])
    expect(knownLimits('no address')).toEqual([])
  })
})

test.each([
  ['too many new orders (300) from this account in the last 3h0m0s, retry after 2026-11-26 15:00:00 UTC', 'authority'],
  ['too many new registrations (10) from this IP address in the last 3h0m0s', 'authority'],
  ['too many new orders recently', 'authority'],
  ['too many currently pending authorizations: see https://letsencrypt.org/docs/rate-limits/', 'authority'],
  ['Service overloaded: too many requests', 'authority'],
  ['Service busy; retry later.', 'authority'],
  ['too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s', 'certificate'],
  ['too many certificates (50) already issued for "example.com" in the last 168h0m0s', 'certificate'],
  ['too many failed authorizations (5) for "a.example.com" in the last 1h0m0s', 'certificate'],
  ['', 'certificate'],
])('“%s” holds up the %s', (detail, scope) => {
  expect(scopeOfLimit(detail)).toBe(scope)
})

describe('which authority is asked', () => {
  const [first, second] = ['https://one.example/dir', 'https://two.example/dir'] as const
  const standing = (directoryUrl: string, retryAt: number, code: Standing['code'] = 'ACME_BUSY'): Standing => ({
    directoryUrl,
    failures: 1,
    retryAt,
    at: now - hour,
    code,
    data: {},
  })

  it('the first that nothing speaks against, and the first of all when something speaks against each', () => {
    expect(chooseAuthority([first, second], [], now)).toBe(first)
    expect(chooseAuthority([first, second], [standing(first, now + hour)], now)).toBe(second)
    expect(chooseAuthority([first, second], [standing(first, now)], now)).toBe(first)
    expect(chooseAuthority([first, second], [standing(first, now + hour), standing(second, now + hour)], now)).toBe(first)
  })

  it('does not believe a rest that is longer than any could be', () => {
    expect(isClear(standing(first, now + 400 * day), now)).toBe(true)
  })

  it('does not believe a rest that was written down by a clock that was ahead', () => {
    const ahead = { ...standing(first, now + 5 * day + hour), at: now + 5 * day }
    expect(isClear(ahead, now)).toBe(true)
    expect(isClear(ahead, ahead.at)).toBe(false)
  })

  it('a limit is respected even in a hurry, other trouble only by renewals that can wait', () => {
    expect(forbidsAsking(standing(first, now, 'ACME_RATE_LIMITED'), true)).toBe(true)
    expect(forbidsAsking(standing(first, now), true)).toBe(false)
    expect(forbidsAsking(standing(first, now), false)).toBe(true)
  })

  it('a limit of some names says nothing of the authority', () => {
    expect(isAboutAuthority(new Refusal('ACME_RATE_LIMITED', { detail: 'for this exact set of identifiers' }))).toBe(false)
    expect(isAboutAuthority(new Refusal('ACME_RATE_LIMITED', { detail: 'from this account' }))).toBe(true)
    expect(isAboutAuthority(new Refusal('ACME_VALIDATION_FAILED'))).toBe(false)
  })

  const atEase = { ordered: false, tries: 1, emergency: false }
  const ordered = { ...atEase, ordered: true }

  test.each([
    ['one that cannot be reached is left at once', 'ACME_UNREACHABLE', atEase, true],
    ['not while an order there can still be finished', 'ACME_UNREACHABLE', ordered, false],
    ['unless it has failed three times in a row', 'ACME_UNREACHABLE', { ...ordered, tries: 3 }, true],
    ['or time runs out', 'ACME_BUSY', { ...ordered, emergency: true }, true],
    ['one that may not issue for the name is left, order or not', 'ACME_CAA_FORBIDS', ordered, true],
    ['one whose quota is used up is left', 'ACME_QUOTA_REACHED', atEase, true],
    ['a proof that failed would fail elsewhere too', 'ACME_VALIDATION_FAILED', atEase, false],
    ['a DNS server that refuses is no fault of the authority', 'DNS_UPDATE_REFUSED', atEase, false],
    ['nor is a full disk', 'DISK_FULL', { ...ordered, emergency: true, tries: 9 }, false],
  ] as const)('%s', (_, code, facts, leaves) => {
    expect(mayLeave(new Refusal(code), facts)).toBe(leaves)
  })
})
