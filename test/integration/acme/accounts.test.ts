import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountRepository } from '#main/acme/accounts/account.repository.ts'
import { type AccountIdentity, createAcmeAccounts } from '#main/acme/accounts/accounts.service.ts'
import { sessionStorage } from '#main/acme/accounts/session-storage.ts'
import type { CertificateAuthority } from '#main/acme/authority.port.ts'
import { type AgentDatabase, openDatabase } from '#main/system/database/database.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { authorityOf, keys } from '../../support/acme-client-under-test.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the account at an authority', () => {
  const directory = 'https://ca.myl.test/dir'
  let folder: { path: string; remove(): Promise<void> }
  let database: AgentDatabase
  let connected: AccountIdentity[]

  beforeEach(async () => {
    folder = await temporaryFolder()
    database = await openDatabase({ file: join(folder.path, 'agent.db'), now: Date.now() })
    connected = []
  })
  afterEach(async () => {
    await database.close()
    await folder.remove()
  })

  const secretsOf = (name: string) => createKeyFileSecrets({ file: join(folder.path, name, 'key') })
  /** A process of its own on the same data folder. */
  function accounts(
    connect: (identity: AccountIdentity) => CertificateAuthority = () => ({}) as CertificateAuthority,
    secrets = secretsOf('machine'),
  ) {
    return createAcmeAccounts({
      accounts: accountRepository(database.db),
      secrets,
      keys,
      clock: { now: Date.now },
      sessions: sessionStorage(database.db),
      log: createSilentLog(),
      connect(identity) {
        connected.push(identity)
        return connect(identity)
      },
    })
  }

  const publicKeys = () => Promise.all(connected.map(({ custody }) => custody.signer().then((signer) => signer.publicKey())))

  test('has its key sealed on the disk before anybody can register it', async () => {
    await accounts().at(directory)
    const row = await database.db.selectFrom('acme_accounts').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ directory_url: directory, account_url: null })
    expect(Buffer.from(row.sealed_key).includes('PRIVATE KEY')).toBe(false)
    expect(await publicKeys()).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256' })])
  })

  test('is the same after a crash between key and registration, and after one', async () => {
    await accounts().at(directory)
    await accounts().at(directory)
    await connected[1]?.custody.recordUrl('https://ca.myl.test/acct/1')
    await accounts().at(directory)
    const [first, second, third] = await publicKeys()
    expect([second, third]).toEqual([first, first])
    expect(await connected[2]?.custody.url()).toBe('https://ca.myl.test/acct/1')
  })

  test('is one, and one object, for callers that come at once', async () => {
    const service = accounts(() => ({ requests: () => 0 }) as CertificateAuthority)
    const all = await Promise.all([service.at(directory), service.at(directory), service.at(directory)])
    expect(new Set(all).size).toBe(1)
    expect(connected).toHaveLength(1)
  })

  test('is one even when two make it at the same moment', async () => {
    const secrets = secretsOf('machine')
    await Promise.all([accounts(undefined, secrets).at(directory), accounts(undefined, secrets).at(directory)])
    const [one, other] = await publicKeys()
    expect(one).toEqual(other)
  })

  test('is another one at another authority', async () => {
    const service = accounts()
    await service.at(directory)
    await service.at('https://other.myl.test/dir')
    const [one, other] = await publicKeys()
    expect(one).not.toEqual(other)
  })

  test('is refused, and not replaced, when its key was sealed by another machine', async () => {
    await accounts().at(directory)
    await secretsOf('other').seal(Buffer.from('x'), 'anything')
    const elsewhere = accounts(undefined, secretsOf('other'))
    await expect(elsewhere.at(directory)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
    await expect(elsewhere.at(directory)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
    await expect(accounts().at(directory)).resolves.toBeDefined()
  })

  test('begins in the next process with what was remembered of its authority, and of no other', async () => {
    const at = (place: string) => `https://ca.myl.test/${place}`
    const addresses = { newNonce: at('nonce'), newAccount: at('account'), newOrder: at('order') }
    const memory = { directory: addresses, readAt: 1, nonces: ['bm9uY2U'] }
    await accounts().at(directory)
    connected[0]?.remember(memory)
    await expect.poll(() => sessionStorage(database.db).recall(directory)).toEqual(memory)
    await accounts().at(directory)
    await accounts().at('https://other.myl.test/dir')
    expect(connected.map(({ remembered }) => remembered)).toEqual([undefined, memory, undefined])
  })

  test.skipIf(!pebbleIsThere)(`is registered once, and known in the next process without asking (${needsPebble})`, async () => {
    const pebble = await startPebble()
    try {
      const service = () => accounts(({ directoryUrl, custody }) => authorityOf({ directoryUrl, custody, rootPem: pebble.rootPem }))
      await (await service().at(pebble.directoryUrl)).prepareAccount()
      const next = await service().at(pebble.directoryUrl)
      await next.prepareAccount()
      expect(next.requests()).toBe(0)
      expect(await connected[1]?.custody.url()).toMatch(/\/my-account\//)
    } finally {
      await pebble.stop()
    }
  })
})
