import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { day } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountRepository, accountRepository } from '#main/acme/accounts/account.repository.ts'
import { authorityRootsRepository } from '#main/authorities/authority-roots.repository.ts'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { writeLegoFolder } from '../../support/adoption/lego-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority, type IssueRequest, type TestAuthority } from '../../support/test-authority.ts'

describe('taking a certificate over', () => {
  const name = 'shop.example'
  const directory = 'https://ca.example/dir'
  let authority: TestAuthority
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AdoptingAgent

  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  beforeEach(async () => {
    home = await temporaryFolder()
    agent = await startAdoptingAgent({ directoryUrl: directory, usualPlaces: [{ source: 'lego', folder: join(home.path, 'lego') }] })
  })
  afterEach(async () => {
    await agent.stop()
    await home.remove()
  })

  async function folderWith(request: Partial<IssueRequest> = {}, at = 'lego', version: 4 | 5 = 4): Promise<string> {
    const bundle = await authority.issue({ names: [name], ...request })
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await writeLegoFolder(join(home.path, at), {
      bundle,
      version,
      accountKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    })
    return join(home.path, at)
  }
  const takeOver = (folder: string, more: object = {}) => agent.takeOver({ source: 'lego', folder, id: name, ...more })

  test('keeps its key sealed here, says where it came from, and what it cannot prove later', async () => {
    const folder = await folderWith()
    const taken = await takeOver(folder)
    const version = await versionRepository(agent.db).find(taken.certificateId, 1)
    expect(version?.adopted_from).toBe(`lego: ${join(folder, 'certificates', `${name}.crt`)}`)
    expect(Buffer.from(version?.sealed_key ?? []).toString('latin1')).not.toContain('PRIVATE KEY')
    expect(taken.notices[0]).toMatchObject({
      code: 'ADOPTION_PROOF_UNKNOWN',
      sentence: 'How shop.example is proven to be yours is not known: lego does not write it down.',
    })
  })

  test('goes by what a person chose for the next renewal', async () => {
    const proof = { via: 'http-webroot', folder: '/var/www' } as const
    const elsewhere = 'https://other.example/dir'
    const taken = await takeOver(await folderWith(), { proof, directory: elsewhere })
    expect(await agent.certificates.get(taken.certificateId)).toMatchObject({ proof, directory: elsewhere })
    // lego's account is not at that authority.
    expect(taken).toMatchObject({
      accountTaken: false,
      notices: [{ code: 'ADOPTION_ACCOUNT_LEFT' }, { code: 'ADOPTION_OTHER_PROGRAM_RENEWS' }],
    })
  })

  test('is known to come from an authority that a person chose to use, though lego wrote down no more than its host', async () => {
    await agent.stop()
    agent = await startAdoptingAgent({ directoryUrl: 'https://first.example/dir', order: ['https://second.example/dir', directory] })
    const taken = await takeOver(await folderWith())
    expect(taken.accountTaken).toBe(true)
    expect((await certificateRepository(agent.db).list())[0]).toMatchObject({ directory_url: directory, fallback_directories: '[]' })
  })

  test.each<[string, (db: AdoptingAgent['db']) => Promise<unknown>]>([
    ['whose root is trusted', (db) => authorityRootsRepository(db).put(directory, '', Date.now())],
    ['where it has an account', (db) => accountAt(db)],
    ['of another certificate', (db) => certificateRepository(db).add(otherCertificate(directory, []))],
    ['that another certificate falls back to', (db) => certificateRepository(db).add(otherCertificate('https://x.example/', [directory]))],
  ])('is known to come from an authority of this device %s, though lego wrote down no more than its host', async (_, have) => {
    await agent.stop()
    agent = await startAdoptingAgent({ directoryUrl: 'https://first.example/dir' })
    await have(agent.db)
    const { certificateId, notices } = await takeOver(await folderWith())
    expect(await certificateRepository(agent.db).find(certificateId)).toMatchObject({ directory_url: directory })
    expect(notices.map(({ code }) => code)).not.toContain('ADOPTION_AUTHORITY_UNKNOWN')
  })

  test('goes to those that a person chose to use when nothing is known of its own, and says what is known of the account', async () => {
    await agent.stop()
    const order = ['https://second.example/dir', 'https://third.example/dir']
    agent = await startAdoptingAgent({ directoryUrl: 'https://first.example/dir', order })
    const taken = await takeOver(await folderWith())
    const [directory_url, ...others] = order
    expect((await certificateRepository(agent.db).list())[0]).toMatchObject({ directory_url, fallback_directories: JSON.stringify(others) })
    expect(taken.notices.find(({ code }) => code === 'ADOPTION_ACCOUNT_LEFT')?.sentence).toBe(
      'The account of lego stays with it, and https://second.example/dir is asked with one of this device: it is an account at ca.example, and which directory that is at is not known here.',
    )
  })

  test('leaves the account where it is when told so', async () => {
    const taken = await takeOver(await folderWith(), { takeAccount: false })
    expect(taken.accountTaken).toBe(false)
    expect(await accountRepository(agent.db).find(directory)).toBeUndefined()
  })

  test('takes the account although this device has made a key for one there, which was never registered', async () => {
    const opened = await agent.authorities.at(directory)
    const made = await accountRepository(agent.db).find(directory)
    await accountRepository(agent.db).recordContact(directory, ['mailto:admin@shop.example'])
    expect(await takeOver(await folderWith())).toMatchObject({ accountTaken: true })
    const taken = await accountRepository(agent.db).find(directory)
    expect(taken).toMatchObject({ url: 'https://ca.example/account/1', contact: ['mailto:admin@shop.example'] })
    expect(Buffer.from(taken?.sealedKey ?? []).equals(Buffer.from(made?.sealedKey ?? []))).toBe(false)
    expect(await agent.authorities.at(directory)).not.toBe(opened)
  })

  test.each([
    ['is registered', (accounts: AccountRepository) => accounts.recordUrl(directory, 'https://ca.example/acct/1')],
    ['has a binding', (accounts: AccountRepository) => accounts.recordBinding(directory, { kid: 'k', sealedKey: Buffer.from('x') })],
  ])('never replaces an account this device has, when it %s', async (_, used) => {
    const accounts = accountRepository(agent.db)
    await accounts.add(directory, Buffer.from('ours'), Date.now())
    await used(accounts)
    const taken = await takeOver(await folderWith())
    expect(taken.accountTaken).toBe(false)
    expect(Buffer.from((await accounts.find(directory))?.sealedKey ?? []).toString()).toBe('ours')
  })

  test('asked for twice at once, is done once', async () => {
    const folder = await folderWith()
    const both = await Promise.all([takeOver(folder), takeOver(folder)])
    expect(new Set(both.map(({ certificateId }) => certificateId)).size).toBe(1)
    expect(both.map(({ alreadyManaged }) => alreadyManaged).sort()).toEqual([false, true])
    expect(await certificateRepository(agent.db).list()).toHaveLength(1)
  })

  test('refuses another certificate for a name that is managed already', async () => {
    await takeOver(await folderWith())
    const other = await folderWith({}, 'other')
    await expect(takeOver(other)).rejects.toMatchObject({ code: 'CERTIFICATE_EXISTS' })
  })

  test('refuses one that has ended', async () => {
    const folder = await folderWith({ notBefore: Date.now() - 90 * day, notAfter: Date.now() - day })
    expect((await agent.scan([folder])).certificates[0]).toMatchObject({ names: [name], obstacle: null })
    await expect(takeOver(folder)).rejects.toMatchObject({ code: 'ADOPTION_CERTIFICATE_ENDED' })
  })

  test('looks into the usual places when no folder is named, and says nothing of those that are not there', async () => {
    expect(await agent.scan(undefined)).toMatchObject({ folders: [], certificates: [], problems: [] })
    const folder = await folderWith({}, 'lego', 5)
    expect(await agent.scan(undefined)).toMatchObject({
      folders: [{ source: 'lego', folder }],
      certificates: [{ names: [name], directory, account: { url: 'https://ca.example/account/1', obstacle: null } }],
    })
  })
})

async function accountAt(db: AdoptingAgent['db']): Promise<void> {
  await accountRepository(db).add('https://ca.example/dir', Buffer.from('sealed'), Date.now())
  await accountRepository(db).recordUrl('https://ca.example/dir', 'https://ca.example/account/2')
}

function otherCertificate(directory_url: string, fallbacks: string[]) {
  const names = JSON.stringify(['other.example'])
  const choices = { key_type: 'p-256', key_use: 'new', exportable: 1, proof: '{"via":"automatic"}' } as const
  return {
    id: randomUUID(),
    kind: 'ordered',
    names,
    directory_url,
    fallback_directories: JSON.stringify(fallbacks),
    ...choices,
    created_at: 0,
  } as const
}
