import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountRepository } from '#main/acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '#main/acme/accounts/accounts.service.ts'
import { createAccountChoice } from '#main/authorities/account-choice.ts'
import { createAuthorities } from '#main/authorities/authorities.service.ts'
import { connectAuthorities } from '#main/composition/authority-parts.ts'
import { authorityOf, keys } from '../../support/acme-client-under-test.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory'
const google = 'https://dv.acme-v02.api.pki.goog/directory'
const macKey = Buffer.alloc(32, 7).toString('base64url')

describe('certificate authorities, as a person sets them up', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let base: AgentFoundations
  let pebble: StartedPebble | undefined
  const cleared: string[] = []

  beforeAll(async () => {
    if (!pebbleIsThere) return
    pebble = await startPebble({
      config: {
        externalAccountBindingRequired: true,
        externalAccountMACKeys: { 'kid-1': macKey },
        profiles: { default: { description: 'As usual', validityPeriod: 7_776_000 } },
      },
    })
  })
  afterAll(() => pebble?.stop())
  beforeEach(async () => {
    cleared.length = 0
    folder = await temporaryFolder()
    base = await openFoundations(folder.path)
  })
  afterEach(async () => {
    await base.close()
    await folder.remove()
  })

  /** Another process on the same data folder. */
  const services = () =>
    createAuthorities({
      ...base,
      authorities: createAcmeAccounts({
        accounts: accountRepository(base.db),
        secrets: base.secrets,
        keys,
        clock: base.clock,
        sessions: { recall: async () => undefined, keep: async () => undefined },
        log: createSilentLog(),
        connect: ({ directoryUrl, custody }) => authorityOf({ directoryUrl, custody, rootPem: pebble?.rootPem ?? '' }),
      }),
      accountChoice: createAccountChoice(base.db),
      teamAccounts: {
        async find(directory) {
          if (directory !== letsEncrypt) throw new Refusal('TEAM_ACCOUNT_MISSING', { directory })
          return { url: 'https://acme-v02.api.letsencrypt.org/acme/acct/1', thumbprint: 'x'.repeat(43) }
        },
      },
      clearStanding: async (directory) => void cleared.push(directory),
    })
  const actions = () => base.recorded.map(({ action }) => action)

  test('are tried in the order that was set, and what is known of them is filled in', async () => {
    const choices = [{ directory: google }, { directory: letsEncrypt, label: 'Ours' }, { directory: google }]
    const listed = await services().setOrder(choices)
    expect(listed.map(({ directory, label, position }) => [directory, label, position])).toEqual([
      [google, 'Google Trust Services', 0],
      [letsEncrypt, 'Ours', 1],
    ])
    expect(listed[0]).toMatchObject({ needsBinding: true, staging: expect.stringContaining('test-api'), account: { status: 'none' } })
    expect(await services().remove(google)).toMatchObject([{ directory: letsEncrypt, label: 'Ours', position: 0 }])
    await expect(services().remove('https://nobody.test/dir')).rejects.toMatchObject({ code: 'AUTHORITY_NOT_IN_ORDER' })
    expect(actions()).toEqual(['authorities-ordered', 'authorities-ordered'])
    expect(base.recorded.at(-1)?.sentence).toContain('Ours')
  })

  test('are ordered at with the account that was chosen last, the team’s where it has one', async () => {
    expect(await services().chooseAccount(letsEncrypt, 'team')).toMatchObject({ directory: letsEncrypt, uses: 'team' })
    await expect(services().chooseAccount(google, 'team')).rejects.toMatchObject({ code: 'TEAM_ACCOUNT_MISSING' })
    expect(await createAccountChoice(base.db).at(letsEncrypt)).toBe('team')
    expect(await createAccountChoice(base.db).at(google)).toBe('own')
    // Whoever manages the fleet has the last word.
    expect(await createAccountChoice(base.db, async () => 'own').at(letsEncrypt)).toBe('own')
    expect(await services().chooseAccount(letsEncrypt, 'own')).toMatchObject({ uses: 'own' })
    expect(base.recorded.map(({ sentence }) => sentence)).toEqual([
      `Certificates are ordered at ${letsEncrypt} with the team’s account.`,
      `Certificates are ordered at ${letsEncrypt} with this device’s own account.`,
    ])
    expect(cleared).toEqual([letsEncrypt, letsEncrypt])
  })

  test('are connected anew as soon as the organisation has set whose account orders', async () => {
    let account: 'own' | 'team' | undefined
    const find = async () => ({ url: 'https://acme-v02.api.letsencrypt.org/acme/acct/1', thumbprint: 'x'.repeat(43) })
    const { authorities } = connectAuthorities(
      { ...base, log: createSilentLog(), options: { extraRootsPem: undefined }, random: () => 0, userAgent: 'test' },
      { cloud: { acmeAccounts: { find } as Partial<CloudClient['acmeAccounts']> as CloudClient['acmeAccounts'] } },
      { now: () => ({ version: 1, rules: { ...(account && { account }) } }) },
    )
    const before = await authorities.at(letsEncrypt)
    expect([await authorities.at(letsEncrypt), await before.needsAccount()]).toEqual([before, true])
    account = 'team'
    const after = await authorities.at(letsEncrypt)
    expect(after).not.toBe(before)
    expect([await authorities.at(letsEncrypt), await after.needsAccount()]).toEqual([after, false])
  })

  test('keep the HMAC key of an account made beforehand sealed, and never show it', async () => {
    const { directory } = { directory: google }
    const view = await services().setBinding({ directory, keyId: 'kid-1', hmacKey: macKey })
    expect(view.account).toMatchObject({ status: 'none', bindingKeyId: 'kid-1' })
    const row = await base.db.selectFrom('acme_accounts').selectAll().executeTakeFirstOrThrow()
    expect(Buffer.from(row.sealed_eab_key ?? []).includes(macKey)).toBe(false)
    expect(JSON.stringify([view, base.recorded])).not.toContain(macKey)
    expect(cleared).toEqual([google])
  })

  describe.skipIf(!pebbleIsThere)(`that are there (${needsPebble})`, () => {
    const directory = () => pebble?.directoryUrl ?? ''

    test('are opened with the binding that was entered, in whichever way it was written', async () => {
      await expect(services().openAccount(directory())).rejects.toMatchObject({ code: 'ACME_EAB_REQUIRED' })
      await services().setBinding({ directory: directory(), keyId: 'kid-1', hmacKey: Buffer.alloc(32, 8).toString('base64') })
      await expect(services().openAccount(directory())).rejects.toMatchObject({ code: 'ACME_EAB_REFUSED' })
      await services().setBinding({ directory: directory(), keyId: 'kid-1', hmacKey: Buffer.alloc(32, 7).toString('base64') })
      const opened = await services().openAccount(directory())
      expect(opened.account).toMatchObject({ status: 'valid', bindingKeyId: 'kid-1', url: expect.stringContaining('/my-account/') })
      expect(actions()).toEqual(['account-bound', 'account-bound', 'account-opened'])
    })

    test('say what they offer, and how the account stands', async () => {
      expect(await services().look(directory())).toMatchObject({
        profiles: [{ name: 'default', description: 'As usual' }],
        needsBinding: true,
        suggestsRenewals: true,
        account: null,
        clockDifferenceMs: expect.any(Number),
      })
      expect(await services().list()).toEqual([])
    })

    test('are told another contact, given another key, and left, each with its entry in the log', async () => {
      const at = directory()
      await services().setBinding({ directory: at, keyId: 'kid-1', hmacKey: macKey })
      await services().openAccount(at)
      const told = await services().updateContact(at, ['desk@myl.test'])
      expect(told.account.contact).toEqual(['desk@myl.test'])
      const [before] = await base.db.selectFrom('acme_accounts').select(['sealed_key', 'account_url']).execute()
      await services().rollKey(at)
      const [after] = await base.db.selectFrom('acme_accounts').select(['sealed_key', 'account_url', 'sealed_next_key']).execute()
      expect(after).toMatchObject({ account_url: before?.account_url, sealed_next_key: null })
      expect(Buffer.from(after?.sealed_key ?? [])).not.toEqual(Buffer.from(before?.sealed_key ?? []))
      expect((await services().look(at)).account).toEqual({ status: 'valid', contact: ['desk@myl.test'] })
      expect((await services().deactivate(at)).account.status).toBe('deactivated')
      await expect(services().rollKey(at)).rejects.toMatchObject({ code: 'ACME_ACCOUNT_DEACTIVATED' })
      expect(actions().slice(1)).toEqual(['account-opened', 'account-contact-changed', 'account-key-changed', 'account-deactivated'])

      // Another account can be opened in its place, with a key of its own.
      const again = await services().openAccount(at)
      expect(again.account).toMatchObject({ status: 'valid', contact: ['desk@myl.test'], bindingKeyId: 'kid-1' })
      expect(again.account.url).not.toBe(before?.account_url)
    })
  })
})
