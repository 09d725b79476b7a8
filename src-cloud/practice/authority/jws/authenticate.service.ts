import { calculateJwkThumbprint, flattenedVerify, importJWK, type JWK } from 'jose'
import type { Accounts } from '../database/accounts.repository.ts'
import type { Account } from '../model.ts'
import type { Nonces } from '../nonces.ts'
import { Problem } from '../problem.ts'
import type { Urls } from '../urls.ts'
import { type Envelope, type Header, readEnvelope, readPayload } from './envelope.policy.ts'
import { checkPublicKey } from './public-key.policy.ts'

/** A request whose signature held. `account` is there when a kid named it; otherwise the key spoke for itself. */
export interface Signed {
  account: Account | undefined
  key: JWK
  thumbprint: string
  url: string
  payload: unknown
}

export type Authenticate = (body: unknown, url: string) => Promise<Signed>

/** RFC 8555 §6.2 to §6.5. The nonce is spent even when what follows fails, so that nothing can be tried twice with it. */
export function createAuthenticate(accounts: Accounts, nonces: Nonces, urls: () => Urls): Authenticate {
  return async (body, url) => {
    const { envelope, header } = readEnvelope(body)
    if (header.nonce === undefined || !nonces.spend(header.nonce)) {
      throw new Problem('badNonce', 'the nonce is unknown here or was used before')
    }
    if (header.url !== url) throw new Problem('unauthorized', `the signature is for ${header.url}, not for ${url}`)
    const account = 'kid' in header.signer ? accountOf(header.signer.kid, accounts, urls()) : undefined
    const key = 'jwk' in header.signer ? header.signer.jwk : account?.key
    if (!key) throw new Problem('accountDoesNotExist', 'there is no such account here')
    await verifySignature(envelope, header, key)
    return { account, key, thumbprint: await calculateJwkThumbprint(key), url, payload: readPayload(envelope) }
  }
}

function accountOf(kid: string, accounts: Accounts, urls: Urls): Account {
  const id = urls.accountIdOf(kid)
  const account = id === undefined ? undefined : accounts.byId(id)
  if (!account) throw new Problem('accountDoesNotExist', `there is no account ${kid} here`)
  if (account.status !== 'valid') throw new Problem('unauthorized', 'the account was deactivated')
  return account
}

/** Throws badPublicKey, or unauthorized when the signature is not by this key. */
export async function verifySignature(envelope: Envelope, header: Header, key: JWK): Promise<void> {
  checkPublicKey(key, header.alg)
  const imported = await importJWK(key, header.alg).catch(() => {
    throw new Problem('badPublicKey', 'the key cannot be read')
  })
  await flattenedVerify(envelope, imported, { algorithms: [header.alg] }).catch(() => {
    throw new Problem('unauthorized', 'the signature does not hold')
  })
}
