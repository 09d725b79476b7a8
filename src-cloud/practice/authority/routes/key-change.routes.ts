import { calculateJwkThumbprint, type JWK } from 'jose'
import { z } from 'zod'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { parse } from '../http/answer.ts'
import { verifySignature } from '../jws/authenticate.service.ts'
import { readEnvelope, readPayload } from '../jws/envelope.policy.ts'
import type { Account } from '../model.ts'
import { Problem } from '../problem.ts'
import { paths, type Urls } from '../urls.ts'

const KeyChange = z.object({ account: z.string(), oldKey: z.record(z.string(), z.unknown()) })

/** RFC 8555 §7.3.5: the account's key gives way to a new one, and both sign for it. */
export function keyChangeRoutes(server: AcmeServer, { accounts }: Records, urls: () => Urls): void {
  server.byAccount(paths.keyChange, async ({ account, payload, url }) => {
    const { newKey, asked } = await readInner(payload, url)
    if (asked.account !== urls().account(account.id)) throw new Problem('malformed', 'the inner payload names another account')
    await checkOldKey(asked.oldKey as JWK, account)
    const thumbprint = await calculateJwkThumbprint(newKey)
    const holder = accounts.byThumbprint(thumbprint)
    if (holder) {
      const headers = { location: urls().account(holder.id) }
      throw new Problem('malformed', 'the new key belongs to an account already', { status: 409, headers })
    }
    accounts.setKey(account.id, newKey, thumbprint)
    return { headers: { location: urls().account(account.id) }, body: { status: account.status, contact: account.contact } }
  })
}

async function readInner(payload: unknown, url: string) {
  const { envelope, header } = readEnvelope(payload)
  if (!('jwk' in header.signer)) throw new Problem('malformed', 'the inner JWS carries the new key as jwk')
  if (header.nonce !== undefined) throw new Problem('malformed', 'the inner JWS has no nonce')
  if (header.url !== url) throw new Problem('malformed', 'inner and outer JWS are for different URLs')
  const newKey = header.signer.jwk
  await verifySignature(envelope, header, newKey)
  return { newKey, asked: parse(KeyChange, readPayload(envelope)) }
}

async function checkOldKey(oldKey: JWK, account: Account): Promise<void> {
  const thumbprint = await calculateJwkThumbprint(oldKey).catch(() => undefined)
  if (thumbprint !== account.thumbprint) throw new Problem('malformed', 'oldKey is not the account’s present key')
}
