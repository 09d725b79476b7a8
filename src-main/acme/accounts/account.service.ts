import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour } from '@mylzip/shared/domain/time.ts'
import type { ExternalAccountBinding } from '../authority.port.ts'
import type { AccountSigner } from '../session/account-signer.port.ts'
import type { AcmeSession, Answer } from '../session/acme-session.port.ts'
import { readProblem } from '../session/problem.ts'

/** The directory hardly ever changes; an hour keeps a run from reading it twice without making a change last. */
export const directoryAge = hour

export interface Account {
  prepare(): Promise<void>
  /** Its URL, after it was registered where need be. */
  url(): Promise<string>
  /** POSTs as this account, which is registered first where need be. `payload` null is POST-as-GET. */
  post(url: string, payload: object | null, options?: { repeatable: boolean }): Promise<Answer>
  /** What proves a name as this account's (RFC 8555 §8.1). */
  keyAuthorization(token: string): Promise<string>
}

export interface AccountNeeds {
  session: AcmeSession
  signer: AccountSigner
  url: string | undefined
  binding: ExternalAccountBinding | undefined
  onRegistered(url: string): Promise<void>
}

export function createAccount({ session, signer, url, binding, onRegistered }: AccountNeeds): Account {
  const signed = session.as(signer)
  let accountUrl = url
  let registering: Promise<string> | undefined

  /** RFC 8555 §7.3. The same key registers the same account, so a try whose answer was lost is harmless. */
  async function register(): Promise<string> {
    const { newAccount, meta } = await session.directory(directoryAge)
    if (meta?.externalAccountRequired && !binding) {
      throw new Refusal('ACME_ACCOUNT_REFUSED', { detail: 'it wants an account made with it beforehand (external account binding)' })
    }
    const externalAccountBinding = binding && (await signed.binding(newAccount, binding))
    const payload = { termsOfServiceAgreed: true, ...(externalAccountBinding && { externalAccountBinding }) }
    const answer = await signed.post(newAccount, payload, { kid: undefined, repeatable: true })
    if (answer.status !== 200 && answer.status !== 201) throw session.objection(answer, { stage: 'account' })
    if (!answer.headers.location) throw new Refusal('ACME_PROTOCOL', { detail: 'it registered an account without saying where it is' })
    const registered = new URL(answer.headers.location, newAccount).href
    await onRegistered(registered)
    accountUrl = registered
    return registered
  }

  /** Callers that come while it is being registered wait for the same registration. */
  function registered(): Promise<string> {
    if (accountUrl) return Promise.resolve(accountUrl)
    registering ??= register().finally(() => {
      registering = undefined
    })
    return registering
  }

  return {
    async prepare() {
      await registered()
    },
    url: registered,
    async post(target, payload, { repeatable } = { repeatable: true }) {
      const kid = await registered()
      const answer = await signed.post(target, payload, { kid, repeatable })
      if (readProblem(answer.data)?.type !== 'accountDoesNotExist') return answer
      // A test CA that was started afresh has forgotten everybody; the key we hold makes the account again.
      if (accountUrl === kid) accountUrl = undefined
      return signed.post(target, payload, { kid: await registered(), repeatable })
    },
    keyAuthorization: signed.keyAuthorization,
  }
}
