import type { About, Certificate } from '@mylzip/shared/operations/values.ts'

/** Why browsers and other machines do not trust the certificate in use; undefined when nothing says that they do not. */
export function distrustOf(about: About, certificate: Certificate): 'practice' | 'test' | undefined {
  if (certificate.current === null) return undefined
  if (about.practice) return 'practice'
  return certificate.current.consumers.some(({ trust }) => trust === 'issuer') ? 'test' : undefined
}
