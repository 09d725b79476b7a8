import type { Certificate, CertificateVersion } from '@mylzip/shared/operations/values.ts'

type Standing = Pick<Certificate, 'kind'> & { current: Pick<CertificateVersion, 'consumers'> | null }

/** Whether programs of this device present it: the device's own always, any other once it was given to one. */
export const isServedHere = ({ kind, current }: Standing): boolean => kind === 'device' || (current?.consumers.length ?? 0) > 0

/**
 * Whether the version in use got where it is meant to be, as the agent has it: seen served where programs here present it; else in
 * the store, as nothing could be seen serving it; or, its key being elsewhere, at hand for whoever has the key.
 */
export function isInPlace(certificate: Certificate & { current: CertificateVersion }): boolean {
  const { keyCustody, states } = certificate.current
  if (isServedHere(certificate)) return states.verified !== null
  return (keyCustody === 'elsewhere' ? states.issued : states.installed) !== null
}
