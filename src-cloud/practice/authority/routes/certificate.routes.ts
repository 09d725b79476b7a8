import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { assertNoPayload } from '../http/answer.ts'
import type { Signer } from '../keys/sign.ts'
import { notFound, Problem } from '../problem.ts'
import { makeRevocationList } from '../revocation/crl.ts'
import { paths } from '../urls.ts'

/** RFC 8555 §7.4.2, and the revocation list that every certificate points to. */
export function certificateRoutes(server: AcmeServer, { certificates }: Records, issuer: Signer, now: () => Instant): void {
  server.byAccount(`${paths.certificate}/:id`, ({ account, payload, id }) => {
    assertNoPayload(payload)
    const issued = certificates.byId(id)
    if (!issued) throw notFound('certificate')
    if (issued.accountId !== account.id) throw new Problem('unauthorized', 'this is another account’s certificate')
    return { headers: { 'content-type': 'application/pem-certificate-chain' }, body: issued.chain }
  })

  server.open(paths.crl, async () => ({
    headers: { 'content-type': 'application/pkix-crl' },
    body: await makeRevocationList(certificates.revoked(now()), issuer, now()),
  }))
}
