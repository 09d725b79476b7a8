import type { X509Certificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { commonNameAlone } from '../../system/x509/distinguished-name.ts'

/**
 * The name that a listener has to have with this certificate: WinRM compares it with the common name, and with nothing else. Who
 * reaches it by a name that the certificate is not for would be kept out. Refuses with TARGET_NAME_DIFFERS.
 */
export function hostNameFor(target: string, certificate: X509Certificate, former: string): string {
  const name = commonNameAlone(certificate.subject)
  if (former !== '' && certificate.checkHost(former, { subject: 'always' }) === undefined)
    throw new Refusal('TARGET_NAME_DIFFERS', { target, name: former, found: name ?? certificate.subjectAltName ?? '' })
  if (!name) throw new Error('the certificate has no common name, which is what it compares with its own')
  return name
}
