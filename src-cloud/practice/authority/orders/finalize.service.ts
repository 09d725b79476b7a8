import type { Instant } from '@mylzip/shared/domain/time.ts'
import { Pkcs10CertificateRequest } from '@peculiar/x509'
import { calculateJwkThumbprint, exportJWK } from 'jose'
import type { Records } from '../database/records.ts'
import { issueCertificate } from '../keys/issue.ts'
import type { Signer } from '../keys/sign.ts'
import type { Account, Order } from '../model.ts'
import { Problem } from '../problem.ts'
import type { Profile } from '../profiles.ts'
import { randomToken } from '../random-token.ts'
import { checkKeyStrength, checkRequestedNames } from './csr.policy.ts'
import { orderStatus } from './order.policy.ts'

interface Needs {
  records: Records
  issuer: Signer
  profiles: readonly Profile[]
  crlUrl: () => string
  now: () => Instant
}

export type Finalize = ReturnType<typeof createFinalize>

/** Turns a ready order and a CSR (base64url of DER) into a certificate. Throws orderNotReady, badCSR. */
export function createFinalize({ records, issuer, profiles, crlUrl, now }: Needs) {
  const underWay = new Set<string>()
  const statusOf = (order: Order) => orderStatus(order, records.authorizations.ofOrder(order.id), underWay.has(order.id), now())

  async function issue(order: Order, account: Account, encodedCsr: string): Promise<void> {
    const csr = readCsr(encodedCsr)
    await checkProofOfPossession(csr, account)
    checkRequestedNames(csr, order.names)
    const profile = profiles.find((it) => it.name === order.profile)
    if (!profile) throw new Problem('invalidProfile', `the profile ${order.profile} is no longer offered`)
    const issued = await issueCertificate({ publicKey: csr.publicKey, names: order.names, profile, crlUrl: crlUrl() }, issuer, now())
    const id = randomToken(12)
    records.together(() => {
      records.certificates.add({ id, accountId: account.id, orderId: order.id, names: order.names, ...issued })
      records.orders.complete(order.id, id)
    })
  }

  return {
    statusOf,
    async finalize(order: Order, account: Account, encodedCsr: string): Promise<void> {
      const status = statusOf(order)
      if (status !== 'ready') throw new Problem('orderNotReady', `the order is ${status}${order.expiresAt <= now() ? ' (expired)' : ''}`)
      underWay.add(order.id)
      try {
        await issue(order, account, encodedCsr)
      } finally {
        underWay.delete(order.id)
      }
    },
  }
}

function readCsr(encoded: string): Pkcs10CertificateRequest {
  try {
    return new Pkcs10CertificateRequest(Buffer.from(encoded, 'base64url'))
  } catch {
    throw new Problem('badCSR', 'the certificate request cannot be read')
  }
}

/** The request is signed by its own key, which is strong, and is not the account's (RFC 8555 §11.1). */
async function checkProofOfPossession(csr: Pkcs10CertificateRequest, account: Account): Promise<void> {
  checkKeyStrength(csr.publicKey)
  if (!(await csr.verify().catch(() => false))) throw new Problem('badCSR', 'the certificate request is not signed by its own key')
  const thumbprint = await calculateJwkThumbprint(await exportJWK(await csr.publicKey.export()))
  if (thumbprint === account.thumbprint) throw new Problem('badCSR', 'the certificate’s key must not be the account’s')
}
