import type { ExportCipher, ExportFormat } from '@mylzip/shared/domain/export-formats.ts'
import type { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'

// Written out, because the schemas' lists would load a library that most commands need not wait for.

/** Whether a file of this kind is locked by a password. */
export const withPassword: Readonly<Record<ExportFormat, 'needed' | 'possible' | 'none'>> = {
  pfx: 'needed',
  jks: 'needed',
  pem: 'possible',
  'pem-key': 'possible',
  'pem-certificate': 'none',
  'pem-chain': 'none',
  'pem-fullchain': 'none',
  'pkcs7-pem': 'none',
  'pkcs7-der': 'none',
}
export const exportFormats = Object.keys(withPassword)

const ciphers: Readonly<Record<ExportCipher, true>> = { '3des': true, 'aes-256': true }
export const exportCiphers = Object.keys(ciphers)

const reasons: Readonly<Record<RevocationReason, true>> = {
  unspecified: true,
  keyCompromise: true,
  affiliationChanged: true,
  superseded: true,
  cessationOfOperation: true,
  privilegeWithdrawn: true,
}
export const revocationReasons = Object.keys(reasons)
