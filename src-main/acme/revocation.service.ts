import { X509Certificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { revocationReasonCodes } from '@mylzip/shared/domain/revocation-reasons.ts'
import { keyMatches } from '../system/x509/certificates.policy.ts'
import type { Account } from './accounts/account.service.ts'
import type { CertificateKey, RevocationRequest } from './authority.port.ts'
import type { AccountSigner, PublicJwk } from './session/account-signer.port.ts'
import type { AcmeSession } from './session/acme-session.port.ts'
import { directoryAge } from './session/directory-age.ts'
import { createLocalSigner } from './session/local-signer.adapter.ts'
import { readProblem } from './session/problem.ts'

/** RFC 8555 §7.6: by the account, or by whoever has the certificate's private key, for whom no account is needed. */
export function createRevocation({ session, account }: { session: AcmeSession; account: Pick<Account, 'post'> }) {
  return async ({ certificatePem, reason, signedBy }: RevocationRequest): Promise<void> => {
    const certificate = readable(certificatePem)
    const { revokeCert } = await session.directory(directoryAge)
    if (!revokeCert) throw new Refusal('ACME_REVOCATION_REFUSED', { detail: 'it offers no way to revoke a certificate' })
    const payload = { certificate: certificate.raw.toString('base64url'), reason: revocationReasonCodes[reason] }
    const answer =
      signedBy === 'account'
        ? await account.post(revokeCert, payload)
        : await session.as(ownerOf(certificate, signedBy)).post(revokeCert, payload, { kid: undefined, repeatable: true })
    // An earlier try whose answer was lost, or somebody else, was quicker: it is revoked, as was wanted.
    if (answer.status === 200 || readProblem(answer.data)?.type === 'alreadyRevoked') return
    throw session.objection(answer, { stage: 'revocation' })
  }
}

function readable(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new Refusal('ACME_REVOCATION_REFUSED', { detail: 'what is to be revoked cannot be read as a certificate' }, { cause })
  }
}

function ownerOf(certificate: X509Certificate, key: CertificateKey): AccountSigner {
  if ('sign' in key)
    return {
      publicKey: async () => certificate.publicKey.export({ format: 'jwk' }) as PublicJwk,
      sign: async (signingInput) => Buffer.from(await key.sign(Buffer.from(signingInput))).toString('base64url'),
    }
  const { privateKeyPem } = key
  if (!keyMatches(certificate, privateKeyPem)) {
    throw new Refusal('ACME_REVOCATION_REFUSED', { detail: 'the private key is not the certificate’s' })
  }
  return createLocalSigner(privateKeyPem)
}
