import { isDeepStrictEqual } from 'node:util'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { directoryAge } from '../session/directory-age.ts'
import { readProblem } from '../session/problem.ts'
import type { AccountCustody } from './account-custody.port.ts'

export interface AccountKeys {
  /** Works with the account's key, which does not change meanwhile. */
  during<T>(work: (signer: AccountSigner) => Promise<T>): Promise<T>
  /**
   * Works through several requests that count on one key: what proves a name holds its thumbprint (RFC 8555 §8.1), so a key
   * that changed between publishing and looking would fail the proof. No change begins meanwhile; one that waits goes first.
   */
  holding<T>(work: () => Promise<T>): Promise<T>
  /**
   * After the CA would not take a request signed with `doubted`: looks again which key is the account's. `changed`: another one
   * than that is used from now on; `nobodys`: the CA knows no such account by the key there is. Refuses when it does not say.
   */
  reconsider(accountUrl: string, doubted: AccountSigner): Promise<'same' | 'changed' | 'nobodys'>
  /**
   * RFC 8555 §7.3.5, once what holds the key has ended. The next key is on the disk before the CA hears of it; what a crash or a lost answer leaves open is
   * settled before the account is used again, by asking the CA which of the two it knows.
   */
  roll(accountUrl: string): Promise<void>
}

/** Why the key was not changed, and whether the CA said so itself. */
interface FailedChange {
  refusal: Refusal
  answered: boolean
}

export interface AccountKeysNeeds {
  session: AcmeSession
  custody: AccountCustody
  log: Log | undefined
}

export function createAccountKeys({ session, custody, log }: AccountKeysNeeds): AccountKeys {
  const underWay = new Set<Promise<unknown>>()
  const held = new Set<Promise<unknown>>()
  let rolling: Promise<void> | undefined
  let current: AccountSigner | undefined
  let changing: Promise<AccountSigner> | undefined

  /** One at a time; who comes meanwhile waits for it, and is told when it failed. */
  function change(work: () => Promise<AccountSigner>): Promise<AccountSigner> {
    changing = work().finally(() => {
      changing = undefined
    })
    return changing
  }

  /** The first time, and after a change that was cut off. */
  async function settle(): Promise<AccountSigner> {
    const [signer, next, url] = await Promise.all([custody.signer(), custody.nextSigner(), custody.url()])
    if (next && url) {
      log?.info('a change of the account’s key was cut off, and is gone on with')
      current = (await isAccounts(next, url)) ? await promote(next) : await goOn(signer, next, url)
    } else current = signer
    return current
  }

  /**
   * Whatever becomes of the change, the account has a key: the old one, once the CA has said that it does not know it by the
   * next. That one is kept for another try only where this one was not answered.
   */
  async function goOn(signer: AccountSigner, next: AccountSigner, url: string): Promise<AccountSigner> {
    const failed = await changeOver(signer, next, url)
    if (!failed) return next
    if (failed.answered) await custody.dropNext()
    return signer
  }

  async function promote(next: AccountSigner): Promise<AccountSigner> {
    await custody.promoteNext()
    return next
  }

  /** RFC 8555 §7.3.1: which account the CA knows by this key, if it says so. */
  async function accountOf(signer: AccountSigner): Promise<{ url: string | undefined; answer: Answer }> {
    const { newAccount } = await session.directory(directoryAge)
    const answer = await session.as(signer).post(newAccount, { onlyReturnExisting: true }, { kid: undefined, repeatable: true })
    if (answer.status >= 500 || answer.status === 429) throw session.objection(answer, { stage: 'account' })
    const page = session.pageRefusal(answer)
    if (page) throw page
    return { url: answer.status === 200 ? URL.parse(answer.headers.location ?? '', newAccount)?.href : undefined, answer }
  }

  async function isAccounts(signer: AccountSigner, url: string): Promise<boolean> {
    return (await accountOf(signer)).url === url
  }

  /** Undefined when the next key is the account's. Else the CA knows the account by the old one. */
  async function changeOver(signer: AccountSigner, next: AccountSigner, url: string): Promise<FailedChange | undefined> {
    const failed = await tryChange(signer, next, url)
    // A try, or an earlier one, may have arrived although its answer did not: then the old key is not the account's any more.
    if (!failed || (await isAccounts(next, url))) {
      await promote(next)
      return undefined
    }
    log?.warn('the certificate authority did not change the account’s key', { code: failed.refusal.code })
    return failed
  }

  async function tryChange(signer: AccountSigner, next: AccountSigner, url: string): Promise<FailedChange | undefined> {
    try {
      const keyChange = await keyChangeAddress()
      const payload = await session.as(next).inner(keyChange, { account: url, oldKey: await session.as(signer).publicKey() })
      const answer = await session.as(signer).post(keyChange, payload, { kid: url, repeatable: true })
      return answer.status === 200 ? undefined : { refusal: refusalOf(answer), answered: answer.status !== 429 }
    } catch (error) {
      if (!isRefusal(error)) throw error
      return { refusal: error, answered: isRefusal(error, 'ACME_KEY_CHANGE_REFUSED') }
    }
  }

  async function keyChangeAddress(): Promise<string> {
    const { keyChange } = await session.directory(directoryAge)
    if (!keyChange) throw new Refusal('ACME_KEY_CHANGE_REFUSED', { detail: 'it offers no way to change it' })
    return keyChange
  }

  /** 501: it lists the address and does nothing there (step-ca). */
  function refusalOf(answer: Answer): Refusal {
    if (answer.status === 429 || (answer.status >= 500 && answer.status !== 501)) return session.objection(answer, { stage: 'account' })
    return new Refusal('ACME_KEY_CHANGE_REFUSED', { detail: 'it goes on with the key before' })
  }

  return {
    async during(work) {
      const signer = (await (changing ?? current)) ?? (await change(settle))
      const working = work(signer)
      underWay.add(working)
      return working.finally(() => underWay.delete(working))
    },
    async holding(work) {
      while (rolling) await rolling.catch(() => undefined)
      const working = work()
      held.add(working)
      return working.finally(() => held.delete(working))
    },
    async reconsider(accountUrl, doubted) {
      if (changing) await changing
      const signer = await change(settle)
      if (!(await isSameKey(signer, doubted))) return 'changed'
      const { answer, url } = await accountOf(signer)
      if (url === accountUrl) return 'same'
      if (url !== undefined || readProblem(answer.data)?.type === 'accountDoesNotExist') return 'nobodys'
      throw session.objection(answer, { stage: 'account' })
    },
    async roll(accountUrl) {
      while (rolling) await rolling.catch(() => undefined)
      const own = roll(accountUrl).finally(() => {
        rolling = undefined
      })
      rolling = own
      return own
    },
  }

  async function roll(accountUrl: string): Promise<void> {
    await Promise.allSettled(held)
    if (changing) await changing
    const before = current ?? (await change(settle))
    // Not one key more at an authority where it would never be used.
    await keyChangeAddress()
    await change(async () => {
      await Promise.allSettled(underWay)
      const next = await custody.makeNextSigner()
      // Until it is settled, neither key is the account's for sure.
      current = undefined
      const failed = await changeOver(before, next, accountUrl)
      if (!failed) {
        current = next
        return next
      }
      // Anything else may have been cut off on the way: whoever uses the account next settles it.
      if (isRefusal(failed.refusal, 'ACME_KEY_CHANGE_REFUSED')) {
        await custody.dropNext()
        current = before
      }
      throw failed.refusal
    })
  }
}

async function isSameKey(one: AccountSigner, other: AccountSigner): Promise<boolean> {
  return isDeepStrictEqual(...(await Promise.all([one.publicKey(), other.publicKey()])))
}
