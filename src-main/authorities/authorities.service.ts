import { authorityLabel, knownAuthority, publicAuthorityAt } from '@mylzip/shared/domain/authorities.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AccountUse, Authority, AuthorityChoice, AuthorityLook, BindingInput } from '@mylzip/shared/operations/authorities.ts'
import { accountRepository } from '../acme/accounts/account.repository.ts'
import { bindingPurpose } from '../acme/accounts/custody.service.ts'
import type { TeamAccountGateway } from '../acme/accounts/team-account.port.ts'
import type { CertificateAuthorities, CertificateAuthority } from '../acme/authority.port.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import type { AccountChoice } from './account-choice.ts'
import { authorityRepository } from './authority.repository.ts'
import { readRoots, rootsView } from './authority-roots.policy.ts'
import { authorityRootsRepository } from './authority-roots.repository.ts'
import { authorityView } from './authority-view.ts'

export interface AuthoritiesNeeds {
  db: AgentDatabase['db']
  clock: Clock
  secrets: Secrets
  audit: Pick<AuditService, 'recordAlone'>
  authorities: CertificateAuthorities
  accountChoice: AccountChoice
  teamAccounts: Pick<TeamAccountGateway, 'find'>
  /** What was wrong with an authority may be settled: it is asked again. */
  clearStanding(directory: string): Promise<void>
}

/** What a person does with certificate authorities and this device's accounts there. Each change has its audit entry. */
export function createAuthorities(needs: AuthoritiesNeeds) {
  const { db, clock, secrets, audit, authorities, accountChoice, teamAccounts, clearStanding } = needs
  const accounts = accountRepository(db)
  const chosen = authorityRepository(db)
  const trusted = authorityRootsRepository(db)

  async function view(directory: string): Promise<Authority> {
    const row = (await chosen.inOrder()).find(({ directory_url }) => directory_url === directory)
    return authorityView(directory, row, await accounts.find(directory), {
      uses: await accountChoice.at(directory),
      roots: await trusted.of(directory),
    })
  }

  async function list(): Promise<Authority[]> {
    const inOrder = (await chosen.inOrder()).map(({ directory_url }) => directory_url)
    const ownRoots = (await trusted.all()).map(({ directoryUrl }) => directoryUrl)
    return Promise.all([...new Set([...inOrder, ...(await chosen.used()), ...ownRoots])].map(view))
  }

  async function replace(choices: readonly AuthorityChoice[]): Promise<void> {
    const rows = new Map(
      choices.map(({ directory, label, staging }) => [
        directory,
        {
          directory_url: directory,
          label: label ?? authorityLabel(directory),
          staging_directory_url: staging ?? knownAuthority(directory)?.staging ?? null,
        },
      ]),
    )
    await db.transaction().execute((tx) => authorityRepository(tx).replace([...rows.values()]))
    const order = [...rows.values()].map(({ label }) => label).join(', ') || 'the usual one alone'
    await audit.recordAlone({ actor: 'person', action: 'authorities-ordered', subject: 'authorities', detail: { order } })
  }

  /** An account that has ended makes room for another one, with another key; whose it is stays. */
  async function makeRoom(directory: string): Promise<void> {
    const ended = await accounts.find(directory)
    if (ended?.status !== 'deactivated') return
    await accounts.forget(directory)
    authorities.forget(directory)
    await authorities.at(directory)
    await accounts.recordContact(directory, ended.contact)
    if (ended.binding) await accounts.recordBinding(directory, ended.binding)
  }

  type Change = 'account-opened' | 'account-contact-changed' | 'account-key-changed' | 'account-deactivated'

  /** Does it at the authority, then says so in the log. */
  async function change(
    directory: string,
    action: Change,
    work: (authority: CertificateAuthority) => Promise<void>,
    detail: Record<string, string> = {},
  ): Promise<Authority> {
    await work(await authorities.at(directory))
    await audit.recordAlone({ actor: 'person', action, subject: directory, detail })
    await clearStanding(directory)
    return view(directory)
  }

  /** Whoever has a connection to it opens one that trusts as it is said now. */
  async function trustedAnew(
    directory: string,
    action: 'authority-trusted' | 'authority-distrusted',
    detail: Record<string, string> = {},
  ): Promise<Authority> {
    authorities.forget(directory)
    await audit.recordAlone({ actor: 'person', action, subject: directory, detail })
    await clearStanding(directory)
    return view(directory)
  }

  return {
    list,
    async look(directory: string): Promise<AuthorityLook> {
      const authority = await authorities.at(directory)
      const offers = await authority.offers()
      const account = await authority.account.look()
      return {
        authority: await view(directory),
        profiles: offers.profiles,
        needsBinding: offers.needsBinding,
        termsOfService: offers.termsOfService ?? null,
        website: offers.website ?? null,
        caaIdentities: offers.caaIdentities,
        suggestsRenewals: offers.suggestsRenewals,
        account: account ? { status: account.status, contact: account.contact.map((each) => each.replace(/^mailto:/, '')) } : null,
        clockDifferenceMs: authority.clockDifference()?.differenceMs ?? null,
      }
    },
    async setOrder(choices: readonly AuthorityChoice[]): Promise<Authority[]> {
      await replace(choices)
      return list()
    },
    async remove(directory: string): Promise<Authority[]> {
      const rows = await chosen.inOrder()
      const left = rows.filter(({ directory_url }) => directory_url !== directory)
      const choices = left.map(({ directory_url, label, staging_directory_url }) => ({
        directory: directory_url,
        label,
        ...(staging_directory_url !== null && { staging: staging_directory_url }),
      }))
      if (left.length === rows.length) throw new Refusal('AUTHORITY_NOT_IN_ORDER', { directory })
      await replace(choices)
      return list()
    },
    async setBinding({ directory, keyId, hmacKey }: BindingInput): Promise<Authority> {
      // The account's own key is made first: the row is what the binding is kept in.
      await authorities.at(directory)
      const asSent = Buffer.from(hmacKey, 'base64').toString('base64url')
      const sealedKey = await secrets.seal(Buffer.from(asSent), bindingPurpose(directory))
      await accounts.recordBinding(directory, { kid: keyId, sealedKey })
      await audit.recordAlone({ actor: 'person', action: 'account-bound', subject: directory, detail: { keyId } })
      await clearStanding(directory)
      return view(directory)
    },
    async trust(directory: string, text: string): Promise<Authority> {
      const known = publicAuthorityAt(directory)
      if (known) throw new Refusal('AUTHORITY_PUBLIC', { directory, authority: known.label })
      const read = readRoots(text)
      if ('reason' in read) throw new Refusal('AUTHORITY_ROOT_UNUSABLE', { directory, reason: read.reason })
      await trusted.put(directory, read.pem, clock.now())
      const roots = rootsView(read.pem).map(({ name, sha256 }) => `${name} (${sha256})`)
      return trustedAnew(directory, 'authority-trusted', { roots: roots.join(', ') })
    },
    async distrust(directory: string): Promise<Authority> {
      if (!(await trusted.remove(directory))) throw new Refusal('AUTHORITY_ROOT_NOT_KEPT', { directory })
      return trustedAnew(directory, 'authority-distrusted')
    },
    async openAccount(directory: string): Promise<Authority> {
      await makeRoom(directory)
      return change(directory, 'account-opened', (authority) => authority.account.register())
    },
    updateContact(directory: string, addresses: readonly string[]) {
      const contact = [...new Set(addresses)]
      const work = (authority: CertificateAuthority) => authority.account.updateContact(contact.map((address) => `mailto:${address}`))
      return change(directory, 'account-contact-changed', work, { contact: contact.join(', ') || 'nobody' })
    },
    rollKey: (directory: string) => change(directory, 'account-key-changed', (authority) => authority.account.rollKey()),
    async chooseAccount(directory: string, uses: AccountUse): Promise<Authority> {
      if (uses === 'team') await teamAccounts.find(directory)
      await accountChoice.choose(directory, uses)
      // Who orders there next begins with the other account.
      authorities.forget(directory)
      await audit.recordAlone({ actor: 'person', action: 'account-chosen', subject: directory, detail: { whose: whoseWords[uses] } })
      await clearStanding(directory)
      return view(directory)
    },
    deactivate: (directory: string) => change(directory, 'account-deactivated', (authority) => authority.account.deactivate()),
  }
}

const whoseWords: Readonly<Record<AccountUse, string>> = { own: 'this device’s own account', team: 'the team’s account' }
