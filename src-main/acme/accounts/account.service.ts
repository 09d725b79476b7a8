import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { isSameOrigin } from '../session/address.policy.ts'
import { directoryAge } from '../session/directory-age.ts'
import { readProblem } from '../session/problem.ts'
import type { AccountCustody } from './account-custody.port.ts'
import type { AccountKeys } from './account-keys.service.ts'
import { doubtsKey } from './key-doubt.policy.ts'

export interface Account {
  prepare(): Promise<void>
  /** Its URL, after it was registered where need be. */
  url(): Promise<string>
  /** Whether this can be an account here: of the directory's server, or of the one that registers. No others' accounts pass. */
  isAtAuthority(accountUrl: string): Promise<boolean>
  /** POSTs as this account, which is registered first where need be. `payload` null is POST-as-GET. */
  post(url: string, payload: object | null, options?: { repeatable: boolean }): Promise<Answer>
  /** Works while the account's key does not change, from what is published to what the CA makes of it. */
  holdingKey<T>(work: () => Promise<T>): Promise<T>
  /** After it has ended: what is asked of it next looks into what is stored. */
  forget(): void
  /** What proves a name as this account's (RFC 8555 §8.1). */
  keyAuthorization(token: string): Promise<string>
}

export interface AccountNeeds {
  directoryUrl: string
  session: AcmeSession
  custody: AccountCustody
  keys: Pick<AccountKeys, 'during' | 'holding' | 'reconsider'>
  log: Log | undefined
}

export function createAccount({ directoryUrl, session, custody, keys, log }: AccountNeeds): Account {
  let known: string | undefined
  let registering: Promise<string> | undefined
  let reconsidering: ReturnType<AccountKeys['reconsider']> | undefined
  const proven = new WeakSet<AccountSigner>()

  /** RFC 8555 §7.3. The same key registers the same account, so a try whose answer was lost is harmless. */
  async function register(): Promise<string> {
    const { newAccount, meta } = await session.directory(directoryAge)
    const binding = await custody.binding()
    if (meta?.externalAccountRequired && !binding) throw new Refusal('ACME_EAB_REQUIRED')
    const contact = await custody.contact()
    const answer = await keys.during(async (signer) => {
      const signed = session.as(signer)
      const externalAccountBinding = binding && (await signed.binding(newAccount, binding))
      const payload = { termsOfServiceAgreed: true, ...(contact.length > 0 && { contact }), ...(binding && { externalAccountBinding }) }
      return signed.post(newAccount, payload, { kid: undefined, repeatable: true })
    })
    if (answer.status !== 200 && answer.status !== 201) throw session.objection(answer, { stage: binding ? 'bound-account' : 'account' })
    if (!answer.headers.location) throw new Refusal('ACME_PROTOCOL', { detail: 'it registered an account without saying where it is' })
    const registered = URL.parse(answer.headers.location, newAccount)?.href ?? ''
    if (!(await isAtAuthority(registered)))
      throw new Refusal('ACME_PROTOCOL', { detail: 'it says that the account it registered is elsewhere' })
    await custody.recordUrl(registered)
    known = registered
    return registered
  }

  async function isAtAuthority(accountUrl: string): Promise<boolean> {
    const { newAccount } = await session.likelyDirectory(directoryAge)
    const isHere = isSameOrigin(accountUrl, directoryUrl) || isSameOrigin(accountUrl, newAccount)
    // A semicolon would be a parameter of its own in the records that name an account (RFC 8659 §4.2).
    return isHere && /^[!-:<-~]{1,400}$/.test(accountUrl)
  }

  /** Callers that come while it is being registered wait for the same registration. */
  async function registered(): Promise<string> {
    if (known) return known
    if (registering) return registering
    if (await custody.isDeactivated()) throw new Refusal('ACME_ACCOUNT_DEACTIVATED')
    known ??= await custody.url()
    if (known) return known
    registering ??= register().finally(() => {
      registering = undefined
    })
    return registering
  }

  interface Posted {
    kid: string
    signer: AccountSigner
    answer: Answer
  }

  async function post(target: string, payload: object | null, repeatable: boolean): Promise<Posted> {
    const kid = await registered()
    const posted = await keys.during(async (signer) => {
      const answer = await session.as(signer).post(target, payload, { kid, repeatable })
      return { kid, signer, answer }
    })
    if (posted.answer.status < 300) proven.add(posted.signer)
    return posted
  }

  /** Whether the account is another by now, or has another key, so that the same request may be taken. */
  async function hasChanged({ kid, signer, answer }: Posted): Promise<boolean> {
    const isForgotten = readProblem(answer.data)?.type === 'accountDoesNotExist'
    if (!isForgotten && !doubtsKey(answer, proven.has(signer))) return false
    if (!isForgotten && known === kid) {
      const key = await reconsider(kid, signer)
      if (key !== 'nobodys') return key === 'changed'
      log?.warn('the certificate authority knows the account by another key than the one there is; another account is opened', {
        account: kid,
      })
    }
    // A test CA that was started afresh has forgotten everybody; the key we hold makes the account again.
    if (known === kid) {
      known = undefined
      registering ??= register().finally(() => {
        registering = undefined
      })
    }
    await registering
    return true
  }

  /** What cannot be found out leaves things as they are: the CA's answer stands. */
  function reconsider(kid: string, signer: AccountSigner): ReturnType<AccountKeys['reconsider']> {
    reconsidering ??= keys
      .reconsider(kid, signer)
      .catch((error: unknown) => {
        if (!isRefusal(error)) throw error
        return 'same' as const
      })
      .finally(() => {
        reconsidering = undefined
      })
    return reconsidering
  }

  return {
    async prepare() {
      await registered()
    },
    url: registered,
    isAtAuthority,
    async post(target, payload, { repeatable } = { repeatable: true }) {
      const posted = await post(target, payload, repeatable)
      if (!(await hasChanged(posted))) return posted.answer
      return (await post(target === posted.kid ? await registered() : target, payload, repeatable)).answer
    },
    holdingKey: keys.holding,
    forget() {
      known = undefined
    },
    keyAuthorization: (token) => keys.during((signer) => session.as(signer).keyAuthorization(token)),
  }
}
