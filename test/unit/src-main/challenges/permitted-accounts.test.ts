import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, it } from 'vitest'
import { caaIdentitiesOf } from '#main/challenges/caa-identities.policy.ts'
import { createPermittedAccounts } from '#main/challenges/permitted-accounts.service.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const account = async () => ({
  directoryUrl: 'https://ca.test/directory',
  url: 'https://ca.test/acct/1',
  caaIdentities: ['CA.test.'],
})

function permitted(answer: () => Promise<unknown> = async () => undefined, own: string | undefined = 'k7.acme.myl.test') {
  const told: object[] = []
  const log = createSilentLog()
  const permit = createPermittedAccounts({
    cloud: {
      dns: {
        permitAccounts: async (message) => {
          told.push(message)
          await answer()
          return { name: 'k7.acme.myl.test', caa: [] }
        },
      },
    },
    ownName: async () => own,
    log,
  })
  return { permit, told, log }
}

describe('before an order', () => {
  it.each([[['k7.acme.myl.test']], [['*.K7.acme.myl.test.']], [['www.customer.test', 'deep.below.k7.acme.myl.test']]])(
    'the cloud is told who orders %j, each time: it may have lost what it was told before',
    async (names) => {
      const { permit, told } = permitted()
      await permit(names, account)
      await permit(names, account)
      const message = { directoryUrl: 'https://ca.test/directory', accountUris: ['https://ca.test/acct/1'], caaIdentities: ['ca.test'] }
      expect(told).toEqual([message, message])
    },
  )

  it.each([[['www.customer.test']], [['acme.myl.test']], [['other.acme.myl.test']], [['xk7.acme.myl.test']], [[]]])(
    'nothing is told, nor asked of the authority, for %j',
    async (names) => {
      const { permit, told } = permitted()
      await permit(names, () => Promise.reject(new Error('the authority was asked')))
      expect(told).toEqual([])
    },
  )

  it('a cloud that is away is no reason not to order, and is told at the next opportunity', async () => {
    let away = true
    const { permit, told, log } = permitted(async () => {
      if (away) throw new Refusal('CLOUD_UNREACHABLE', { cloud: 'https://cloud.test', reason: 'it is away' })
    })
    await permit(['k7.acme.myl.test'], account)
    expect(log.lines.map(({ level }) => level)).toEqual(['warn'])
    away = false
    await permit(['k7.acme.myl.test'], account)
    expect(told).toHaveLength(2)
  })

  it('what the cloud will not take is said', async () => {
    const { permit } = permitted(() => Promise.reject(new Refusal('ACCOUNTS_FULL', { most: 12 })))
    await expect(permit(['k7.acme.myl.test'], account)).rejects.toMatchObject({ code: 'ACCOUNTS_FULL' })
  })
})

describe('the names an authority goes by', () => {
  it.each([
    [['letsencrypt.org'], ['letsencrypt.org']],
    [['PKI.goog.', 'pki.goog'], ['pki.goog']],
    [['ca.test', 'not a name'], []],
    [['ca.test; policy=ev'], []],
    [['a.test', 'b.test', 'c.test', 'd.test', 'e.test'], []],
    [[], []],
  ])('%j are written as %j', (listed, written) => {
    expect(caaIdentitiesOf(listed)).toEqual(written)
  })
})
