import { X509Certificate } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { custodyOf } from '../../support/account-in-memory.ts'
import { authorityOf, connectTo, issue, keys, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { faultFor } from '../../support/faulting-proxy.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { pebbleBehindProxy } from '../../support/pebble-behind-proxy.ts'

describe.skipIf(!pebbleIsThere)(`the account at an authority (${needsPebble})`, () => {
  const acme = pebbleBehindProxy()
  let account: TestAccount
  const toKeyChange = ({ path }: { path: string }) => path.startsWith('/rollover-account-key')
  const order = { names: ['account.myl.test'], profile: undefined, replaces: undefined }
  /** Each object stands for a process. */
  const process = () => connectTo(acme.proxy, account)

  beforeEach(async () => {
    account = await newTestAccount()
  })

  test('is not asked for while there is none', async () => {
    expect(await process().account.look()).toBeUndefined()
    expect(acme.proxy.requests).toEqual([])
  })

  test('takes its contact address with it when it is registered, and another one later', async () => {
    const authority = process()
    await authority.account.updateContact(['mailto:desk@myl.test'])
    expect(acme.proxy.requests).toEqual([])
    await authority.prepareAccount()
    expect(await authority.account.look()).toEqual({ url: account.url, status: 'valid', contact: ['mailto:desk@myl.test'] })
    await process().account.updateContact(['mailto:admin@myl.test'])
    expect((await process().account.look())?.contact).toEqual(['mailto:admin@myl.test'])
    expect(account.contact).toEqual(['mailto:admin@myl.test'])
  })

  test('keeps the address it had when the authority does not take another', async () => {
    await process().prepareAccount()
    await process().account.updateContact(['mailto:desk@myl.test'])
    const wrong = process().account.updateContact(['tel:+4930123456'])
    await expect(wrong).rejects.toMatchObject({ code: 'ACME_CONTACT_UNSUPPORTED', data: { detail: expect.any(String) } })
    expect(account.contact).toEqual(['mailto:desk@myl.test'])
  })

  test('ends for good when it is deactivated, and says so afterwards without asking', async () => {
    await process().prepareAccount()
    acme.proxy.fault = faultFor(({ path }) => path.startsWith('/my-account/'), 'swallow', 1)
    const authority = process()
    await authority.account.deactivate()
    expect(account.deactivated).toBe(true)
    acme.proxy.requests.length = 0
    await expect(process().order(order)).rejects.toMatchObject({ code: 'ACME_ACCOUNT_DEACTIVATED' })
    expect(acme.proxy.count('/order-plz')).toBe(0)
    // The object that was there when it ended knows as well.
    await expect(authority.order(order)).rejects.toMatchObject({ code: 'ACME_ACCOUNT_DEACTIVATED' })
    await expect(authority.prepareAccount()).rejects.toMatchObject({ code: 'ACME_ACCOUNT_DEACTIVATED' })
    expect(acme.proxy.count('/order-plz')).toBe(0)
  })

  describe('gets another key', () => {
    const keyBefore = () => account.privateKeyPem

    /** Whatever happened: the account orders, is the same, and one key is left. */
    async function stillWorks(url: string | undefined) {
      acme.proxy.fault = () => undefined
      const { chain } = await issue(process(), acme.pebble.solver(), ['rolled.myl.test'])
      expect(new X509Certificate(chain[0] ?? '').subjectAltName).toBe('DNS:rolled.myl.test')
      expect(account.url).toBe(url)
      expect(account.nextKeyPem).toBeUndefined()
    }

    test('and goes on with it, in this process and the next', async () => {
      const authority = process()
      await authority.prepareAccount()
      const [before, url] = [keyBefore(), account.url]
      await authority.account.rollKey()
      expect(account.privateKeyPem).not.toBe(before)
      await authority.order(order)
      await stillWorks(url)
      const stale = { privateKeyPem: before, url }
      await connectTo(acme.proxy, stale).order(order)
      expect(stale.url).not.toBe(url)
    })

    test('while orders are going on, none of which fails for it', async () => {
      const authority = process()
      await authority.prepareAccount()
      const orders = Array.from({ length: 8 }, () => authority.order(order))
      const rolling = authority.account.rollKey()
      const more = Array.from({ length: 8 }, () => authority.order(order))
      await rolling
      expect(await Promise.all([...orders, ...more])).toHaveLength(16)
    })

    test.each(['published', 'told'] as const)('in the midst of proofs, some of them %s: none fails for it', async (when) => {
      const authority = process()
      await authority.prepareAccount()
      const [before, url] = [keyBefore(), account.url]
      const solver = acme.pebble.solver()
      let rolling: Promise<void> | undefined
      const roll = () => {
        rolling ??= authority.account.rollKey()
      }
      const seen = new Set<string>()
      const amidst = {
        ...solver,
        async publish(task: Parameters<typeof solver.publish>[0]) {
          seen.add(task.keyAuthorization.split('.')[1] ?? '')
          await solver.publish(task)
          if (when === 'published') roll()
        },
      }
      if (when === 'told') acme.proxy.fault = ({ path }) => (path.startsWith('/chalZ/') ? void roll() : undefined)
      // More than are proven at once: the last begin while the change waits.
      const names = Array.from({ length: 12 }, (_, index) => `amidst-${index}.myl.test`)
      const { chain } = await issue(authority, amidst, names)
      await rolling
      expect(chain).toHaveLength(2)
      expect(solver.left()).toEqual([])
      expect([seen.size, account.privateKeyPem === before]).toEqual([2, false])
      await stillWorks(url)
    })

    test('between publishing and the authority’s look, where the process was killed: the next publishes anew', async () => {
      const solver = acme.pebble.solver()
      const killed = {
        ...solver,
        async publish(task: Parameters<typeof solver.publish>[0]) {
          await solver.publish(task)
          throw new Error('killed')
        },
        remove: async () => undefined,
      }
      const authority = process()
      await authority.prepareAccount()
      const url = await authority.order(order)
      await expect(authority.authorize(url, killed)).rejects.toThrow('killed')
      await process().account.rollKey()
      const next = process()
      await next.authorize(url, solver)
      expect(await next.finalize(url, await keys.csr(await keys.generate('p-256'), order.names))).toHaveLength(2)
      expect(solver.published()).toBe(2)
    })

    test('although the answer to it was lost, once or for good', async () => {
      await process().prepareAccount()
      const url = account.url
      acme.proxy.fault = faultFor(toKeyChange, 'swallow', 1)
      await process().account.rollKey()
      await stillWorks(url)
      acme.proxy.fault = ({ path }) =>
        toKeyChange({ path }) ? 'swallow' : acme.proxy.count('/rollover-account-key') > 0 ? 'cut' : undefined
      acme.proxy.requests.length = 0
      await expect(process().account.rollKey()).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
      expect(account.nextKeyPem).toBeDefined()
      await stillWorks(url)
    })

    test('although the wish never arrived: the next process goes on with it, with the same key', async () => {
      await process().prepareAccount()
      const [before, url] = [keyBefore(), account.url]
      acme.proxy.fault = faultFor(toKeyChange, 'cut')
      const authority = process()
      await expect(authority.account.rollKey()).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
      const next = account.nextKeyPem
      await stillWorks(url)
      expect(account.privateKeyPem).toBe(next)
      expect(account.privateKeyPem).not.toBe(before)
      // So does the process it happened in.
      await authority.order(order)
    })

    test('although the process was killed at any step of it', async () => {
      await process().prepareAccount()
      const url = account.url
      const steps = ['makeNextSigner', 'promoteNext'] as const
      for (const step of steps) {
        for (const when of ['before', 'after'] as const) {
          const custody = custodyOf(account)
          const killed = async () => {
            if (when === 'after') await custody[step]()
            throw new Error('killed')
          }
          const authority = authorityOf({ ...acme.proxy, custody: { ...custody, [step]: killed } })
          await expect(authority.account.rollKey()).rejects.toThrow('killed')
          await stillWorks(url)
        }
      }
    })

    test('or keeps the one it has when the authority does not change keys', async () => {
      await process().prepareAccount()
      const [before, url] = [keyBefore(), account.url]
      acme.proxy.fault = faultFor(toKeyChange, {
        status: 403,
        headers: { 'content-type': 'application/problem+json' },
        body: JSON.stringify({ type: 'urn:ietf:params:acme:error:unauthorized', detail: 'not today' }),
      })
      await expect(process().account.rollKey()).rejects.toMatchObject({ code: 'ACME_KEY_CHANGE_REFUSED' })
      await stillWorks(url)
      expect(account.privateKeyPem).toBe(before)
    })
  })

  test('is described by the directory: what it offers, and what it wants', async () => {
    const rich = await startPebble({
      config: {
        profiles: { default: { description: 'As usual', validityPeriod: 7_776_000 } },
        externalAccountBindingRequired: true,
        externalAccountMACKeys: {},
      },
    })
    try {
      expect(await connectTo(rich, account).offers()).toMatchObject({
        profiles: [{ name: 'default', description: 'As usual' }],
        needsBinding: true,
        suggestsRenewals: true,
        changesKeys: true,
        revokes: true,
      })
    } finally {
      await rich.stop()
    }
  })
})
