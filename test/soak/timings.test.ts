import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emailKey } from '#cloud/modules/people/email-key.policy.ts'
import { createPasswords } from '#cloud/modules/people/passwords.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { type CloudAlone, startCloudAlone } from '../support/cloud.ts'
import { createVisitor } from '../support/web-visitor.ts'

const pairs = Number(process.env.MYLZIP_PAIRS ?? 2_000)
/** Below it a difference counts as none: the usual bound of tests for leaks by time (TVLA). */
const bound = 4.5

/**
 * Whether the time an answer takes tells who has an account. Each pair asks once for an address with an account and once
 * for one without, in random order; every address is asked for once, from an address of the network of its own, so that
 * nobody is slowed down.
 */
describe('how long an answer takes tells nobody who has an account', () => {
  let cloud: CloudAlone
  const known: string[] = []

  beforeAll(async () => {
    const limits = { perAddress: 1_000_000, perCaller: 1_000_000 }
    cloud = await startCloudAlone({ limits, trustedProxies: ['127.0.0.1'] })
    const hash = await (await createPasswords(systemRandom)).hash('seven quiet otters', { email: 'x', name: 'x' })
    const dates = { verified_at: Date.now(), created_at: Date.now() }
    const rows = Array.from({ length: pairs + 50 }, () => {
      const email = `${randomUUID()}@people.test`
      known.push(email)
      const secrets = { password_hash: hash, sealed_totp: null, totp_confirmed_at: null, totp_last_step: null }
      return { id: randomUUID(), email, email_key: emailKey(email), name: 'Somebody', ...secrets, ...dates }
    })
    for (let from = 0; from < rows.length; from += 500)
      await cloud.db
        .insertInto('people')
        .values(rows.slice(from, from + 500))
        .execute()
  })
  afterAll(() => cloud?.close())

  it.each([
    ['/sign-in', { password: 'not the password' }, 401],
    ['/sign-up', {}, 200],
    ['/reset', {}, 200],
  ])(`${pairs} pairs at %s`, async (path, fields, status) => {
    const visitor = createVisitor(cloud.url)
    const { html } = await visitor.open(path)
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const hidden = Object.fromEntries(
      [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    let place = 0

    async function ask(email: string): Promise<number> {
      place += 1
      const headers = { cookie, 'x-forwarded-for': `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}` }
      const body = new URLSearchParams({ ...hidden, email, ...fields })
      const began = performance.now()
      const response = await fetch(`${cloud.url}${path}`, { method: 'POST', headers, body })
      await response.arrayBuffer()
      const took = performance.now() - began
      expect(response.status).toBe(status)
      return took
    }

    const times = { known: [] as number[], unknown: [] as number[] }
    for (const [index, email] of known.entries()) {
      const stranger = `${randomUUID()}@people.test`
      const [first, second] = Math.random() < 0.5 ? [email, stranger] : [stranger, email]
      const took = new Map([
        [first, await ask(first)],
        [second, await ask(second)],
      ])
      // The first ones warm the program up.
      if (index < 50) continue
      times.known.push(took.get(email) ?? 0)
      times.unknown.push(took.get(stranger) ?? 0)
    }
    const t = welch(times.known, times.unknown)
    const figures = [times.known, times.unknown].map((list) => `${mean(list).toFixed(3)} ms`).join(' with, and without an account ')
    process.stderr.write(`${path}: ${figures}; t = ${t.toFixed(2)}\n`)
    expect(Math.abs(t)).toBeLessThan(bound)
  })
})

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length
}

function varianceOfMean(list: readonly number[]): number {
  const middle = mean(list)
  return list.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (list.length - 1) / list.length
}

/** Welch's t: the difference of the means in units of its own standard error. */
function welch(one: readonly number[], other: readonly number[]): number {
  return (mean(one) - mean(other)) / Math.sqrt(varianceOfMean(one) + varianceOfMean(other))
}
