import { X509Certificate } from 'node:crypto'
import { isIssuedBy, keyMatches } from '../system/x509/certificates.policy.ts'
import type { KeyAndChain, NamedChain } from './store.port.ts'

/** Why this bundle must not be installed or served, in words for a refusal's `reason`; undefined when it is whole. */
export function bundleFault(bundle: KeyAndChain): string | undefined {
  const fault = chainFaultOf(bundle)
  if (fault) return fault
  return keyMatches(new X509Certificate(bundle.certificatePem), bundle.privateKeyPem)
    ? undefined
    : 'the key does not belong to the certificate'
}

/** The same of what lies beside the key. */
export function chainFaultOf(bundle: NamedChain): string | undefined {
  const certificate = parse(bundle.certificatePem)
  if (!certificate) return 'the certificate cannot be read'
  const chain = bundle.chainPem.map(parse)
  if (chain.some((issuer) => !issuer)) return 'a certificate of the chain cannot be read'
  const path = [certificate, ...chain.filter((issuer) => issuer !== undefined)]
  const broken = path.findIndex((issued, index) => path[index + 1] && !isIssuedBy(issued, path[index + 1]))
  return broken >= 0 ? 'the chain does not lead from one certificate to the next' : undefined
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}
