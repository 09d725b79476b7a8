import { X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { bundleFault } from '../../stores/bundle-check.policy.ts'
import type { KeyAndChain, Thumbprint } from '../../stores/store.port.ts'
import { thumbprintOf } from '../../system/x509/certificates.policy.ts'
import type { ServedCertificate } from './page.policy.ts'

export interface ServedBundle extends ServedCertificate {
  tls: SecureContextOptions
  isForName(name: string): boolean
}

/** What a TLS server needs of a bundle. Throws with a reason when a server could not present it. */
export function servedBundle(bundle: KeyAndChain, thumbprint: Thumbprint): ServedBundle {
  const fault = bundleFault(bundle)
  if (fault) throw new Error(fault)
  const certificate = new X509Certificate(bundle.certificatePem)
  if (thumbprintOf(certificate) !== thumbprint) throw new Error('it is not the certificate that was meant')
  const tls: SecureContextOptions = {
    key: bundle.privateKeyPem,
    cert: [bundle.certificatePem, ...bundle.chainPem].join('\n'),
    minVersion: 'TLSv1.2',
  }
  // OpenSSL has the last word: keys too short for its security level, algorithms it does not know.
  createSecureContext(tls)
  return {
    tls,
    thumbprint,
    issuer: issuerOf(certificate),
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    isForName: (name) => certificate.checkHost(name) !== undefined,
  }
}

function issuerOf(certificate: X509Certificate): string {
  const { O: organization, CN: name } = certificate.toLegacyObject().issuer
  return [organization, name].flat().filter(Boolean).join(', ')
}
