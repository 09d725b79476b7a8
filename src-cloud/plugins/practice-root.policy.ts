import { X509Certificate } from 'node:crypto'

/** What the practice authority's certificates say of themselves (practice/authority/keys). */
const practice = /MyL\.Zip Practice/

/** Whether among these certificates (PEM, any number) there is one of a practice authority, which is guarded like a toy. */
export function holdsPracticeCertificate(pem: string): boolean {
  return (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).some((one) => {
    try {
      const { issuer, subject } = new X509Certificate(one)
      return practice.test(`${issuer ?? ''}\n${subject ?? ''}`)
    } catch {
      return false
    }
  })
}
