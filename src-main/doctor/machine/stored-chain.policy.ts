import type { X509Certificate } from 'node:crypto'
import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { isIssuedBy } from '../../system/x509/certificates.policy.ts'

/** What is missing between a leaf and the last certificate of its chain; undefined when each is issued by the next. */
export function chainFault(chain: readonly X509Certificate[], expected: readonly X509Certificate[]): string | undefined {
  const broken = chain.slice(0, -1).find((certificate, index) => !isIssuedBy(certificate, chain[index + 1]))
  if (broken) return 'its chain is not in order'
  if (chain.length < expected.length)
    return `${counted(expected.length - chain.length, 'certificate of its chain is', 'certificates of its chain are')} missing`
  const other = chain.some(
    (certificate, index) => expected[index] !== undefined && certificate.fingerprint256 !== expected[index]?.fingerprint256,
  )
  return other ? 'its chain is another than the authority handed over' : undefined
}
