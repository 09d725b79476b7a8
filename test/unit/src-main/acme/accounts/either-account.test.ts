import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { expect, test } from 'vitest'
import type { Account } from '#main/acme/accounts/account.service.ts'
import { teamsWhileThere } from '#main/acme/accounts/either-account.ts'

const newOrder = { identifiers: [{ type: 'dns', value: 'desk.test' }] }

/** The team's account, which can end, and the device's own; what was asked of which. */
function twoAccounts({ ownUrl }: { ownUrl: string | undefined } = { ownUrl: 'own' }) {
  const asked: string[] = []
  const has = { ended: false }
  const account = (who: string, refuseEnded: () => void): Account => ({
    async prepare() {
      refuseEnded()
    },
    url: async () => who,
    isAtAuthority: async () => true,
    async post(url) {
      refuseEnded()
      asked.push(`${who} ${url}`)
      return { status: 200, headers: {}, data: undefined, answeredBy: url, url, retryAfterMs: undefined } as Awaited<
        ReturnType<Account['post']>
      >
    },
    holdingKey: (work) => work(),
    forget: () => {},
    keyAuthorization: async (token) => `${token}.${who}`,
  })
  const team = account('team', () => {
    if (has.ended) throw new Refusal('TEAM_ACCOUNT_MISSING', { directory: 'https://ca.test/dir' })
  })
  return {
    asked,
    has,
    either: teamsWhileThere(
      team,
      account('own', () => {}),
      { url: async () => ownUrl },
      undefined,
    ),
  }
}

test('a device orders with its own account once its team has none, and comes back to the team’s', async () => {
  const { asked, either, has } = twoAccounts()
  await either.prepare()
  expect(await either.url()).toBe('team')
  has.ended = true
  // What permits the account was published for the team's: that order is not placed by another.
  await expect(either.post('new-order', newOrder)).rejects.toMatchObject({ code: 'TEAM_ACCOUNT_MISSING' })
  await either.prepare()
  expect([await either.url(), await either.keyAuthorization('token'), await either.isTeams()]).toEqual(['own', 'token.own', false])
  await either.post('new-order', newOrder)
  has.ended = false
  await either.prepare()
  await either.post('new-order', newOrder)
  expect(asked).toEqual(['own new-order', 'team new-order'])
})

test('an order that the device’s own account has placed is gone on with after a start, one of an account that ended is lost', async () => {
  const { asked, either, has } = twoAccounts()
  has.ended = true
  await either.post('order/1', null)
  expect([asked, await either.url()]).toEqual([['own order/1'], 'own'])
  const without = twoAccounts({ ownUrl: undefined })
  without.has.ended = true
  await expect(without.either.post('order/1', null)).rejects.toMatchObject({ code: 'ACME_ORDER_LOST' })
  expect(without.asked).toEqual([])
})
