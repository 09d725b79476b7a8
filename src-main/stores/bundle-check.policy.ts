import { X509Certificate } from 'node:crypto'
import { isIssuedBy, keyMatches } from '../system/x509/certificates.policy.ts'
import type { KeyAndChain } from './store.port.ts'

/** Why this bundle must not be installed or served, in words for a refusal's `reason`; undefined when it is whole. */
export function bundleFault(bundle: KeyAndChain): string | undefined {
  const certificate = parse(bundle.certificatePem)
  if (!certificate) return 'the certificate cannot be read'
  const chain = bundle.chainPem.map(parse)
  if (chain.some((issuer) => !issuer)) return 'a certificate of the chain cannot be read'
  const path = [certificate, ...chain.filter((issuer) => issuer !== undefined)]
  const broken = path.findIndex((issued, index) => path[index + 1] && !isIssuedBy(issued, path[index + 1]))
  if (broken >= 0) return 'the chain does not lead from one certificate to the next'
  return keyMatches(certificate, bundle.privateKeyPem) ? undefined : 'the key does not belong to the certificate'
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}
