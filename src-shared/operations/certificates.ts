import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { KeyUse } from '../domain/key-choices.ts'
import { KeyType } from '../domain/key-types.ts'
import { ProofMethod } from '../domain/proof-methods.ts'
import { inTpm } from './in-tpm.ts'
import { licensed } from './licensed.ts'
import { administer, read, refuses } from './operation.ts'
import { Certificate, CertificateId, RunId } from './values.ts'

/** ACME directories in the order they are tried. */
export const Authorities = z.array(AcmeDirectory).min(1).max(8)

/** What a certificate is to be. What is left out is the agent's own usual choice. */
export const OrderInput = z.object({
  /** DNS names, wildcards and IP addresses; the certificate is known by the first. */
  names: z.array(z.string().trim().min(1).max(253)).min(1).max(100),
  authorities: Authorities.optional(),
  profile: z.string().min(1).max(64).optional(),
  keyType: KeyType.optional(),
  keyUse: KeyUse.optional(),
  exportable: z.boolean().optional(),
  proof: ProofMethod.optional(),
  /** Common name of the root or issuer to prefer. */
  preferredChain: z.string().min(1).max(200).optional(),
  /** PKCS#10, PEM or base64 of DER, where the key lies elsewhere; its names must be the ones ordered. */
  csr: z.string().max(100_000).optional(),
})
export type OrderInput = z.infer<typeof OrderInput>

export const certificates = {
  list: read.route({ method: 'GET', path: '/certificates' }).output(z.array(Certificate)),
  get: read
    .route({ method: 'GET', path: '/certificates/{certificateId}' })
    .input(z.object({ certificateId: CertificateId }))
    .output(Certificate)
    .errors(refuses('CERTIFICATE_NOT_FOUND')),
  /** Manages another certificate from now on, and begins to order it. Answers at once. */
  order: administer
    .route({ method: 'POST', path: '/certificates' })
    .input(OrderInput)
    .output(z.object({ certificateId: CertificateId, runId: RunId }))
    .errors(
      refuses(
        ...([
          'CERTIFICATE_EXISTS',
          'ACME_NAME_REFUSED',
          'ACME_NAME_UNSUPPORTED',
          'KEY_REUSE_IMPOSSIBLE',
          'NAME_INVALID',
          'NAMES_TOO_MANY',
          'PROFILE_TAKES_FEWER_NAMES',
        ] as const),
        ...licensed,
        ...inTpm,
        'SET_BY_ORGANISATION',
        ...(['CSR_UNREADABLE', 'CSR_SIGNATURE_WRONG', 'CSR_NAMES_DIFFER', 'CSR_KEY_DIFFERS', 'KEY_NOT_TAKEN', 'KEY_COMPROMISED'] as const),
        ...([
          'CHALLENGE_UNFIT',
          'CHALLENGE_PORT_TAKEN',
          'CHALLENGE_PORT_NOT_ALLOWED',
          'WEBROOT_UNUSABLE',
          'DELEGATION_NAME_UNUSABLE',
        ] as const),
        ...(['DNS_PERSIST_OFF', 'DNS_UPDATE_SERVER_UNKNOWN'] as const),
      ),
    ),
}
