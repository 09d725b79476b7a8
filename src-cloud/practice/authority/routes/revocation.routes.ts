import type { Instant } from '@mylzip/shared/domain/time.ts'
import { PemConverter, X509Certificate } from '@peculiar/x509'
import { calculateJwkThumbprint, exportJWK } from 'jose'
import { z } from 'zod'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { parse } from '../http/answer.ts'
import type { Signed } from '../jws/authenticate.service.ts'
import { derSerial } from '../keys/random-serial.ts'
import type { Issued } from '../model.ts'
import { notFound, Problem } from '../problem.ts'
import { checkReason } from '../revocation/reasons.policy.ts'
import { paths } from '../urls.ts'

const Revocation = z.object({ certificate: z.string().regex(/^[A-Za-z0-9_-]+$/), reason: z.int().optional() })

/** RFC 8555 §7.6: by the account that ordered it, by one that has proven all its names, or by its own key. */
export function revocationRoutes(server: AcmeServer, { certificates, authorizations }: Records, now: () => Instant): void {
  server.bySigner(paths.revokeCert, async (signed) => {
    const { certificate, reason } = parse(Revocation, signed.payload)
    const der = Buffer.from(certificate, 'base64url')
    const issued = find(der)
    await assertMayRevoke(signed, issued, new X509Certificate(new Uint8Array(der)))
    checkReason(reason)
    if (!certificates.revoke(issued.id, now(), reason)) throw new Problem('alreadyRevoked', 'the certificate is revoked already')
    return {}
  })

  function find(der: Buffer): Issued {
    const issued = certificates.bySerial(serialIn(der))
    const [leaf] = issued ? PemConverter.decode(issued.chain) : []
    if (!issued || !leaf || !der.equals(Buffer.from(leaf))) throw notFound('certificate')
    return issued
  }

  async function assertMayRevoke({ account, thumbprint }: Signed, issued: Issued, leaf: X509Certificate): Promise<void> {
    if (!account) {
      const own = await calculateJwkThumbprint(await exportJWK(await leaf.publicKey.export()))
      if (own === thumbprint) return
      throw new Problem('unauthorized', 'the signing key is not the certificate’s')
    }
    if (account.id === issued.accountId) return
    if (issued.names.every((name) => authorizations.holdsValid(account.id, name, now()))) return
    throw new Problem('unauthorized', 'this account neither ordered the certificate nor has proven its names')
  }
}

function serialIn(der: Buffer): string {
  try {
    return derSerial(new X509Certificate(new Uint8Array(der)).serialNumber)
  } catch {
    throw new Problem('malformed', 'the certificate cannot be read')
  }
}
