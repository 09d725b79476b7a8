import { z } from 'zod'

/**
 * What a certificate is given out as. `jks` is the PKCS#12 file that Java's keytool takes; `pem` holds key, certificate
 * and chain in one file, and `pem-…` one part of it; PKCS#7 has no key.
 */
export const ExportFormat = z.enum([
  ...(['pfx', 'jks', 'pem', 'pem-key', 'pem-certificate', 'pem-chain', 'pem-fullchain', 'pkcs7-pem', 'pkcs7-der'] as const),
])
export type ExportFormat = z.infer<typeof ExportFormat>

/** How a PFX is locked: 3DES as every Windows imports it, AES-256 where nothing older than Windows 10 1709 reads it. */
export const ExportCipher = z.enum(['3des', 'aes-256'])
export type ExportCipher = z.infer<typeof ExportCipher>

/** Certificates alone can be given out without their key. */
export const formatsWithoutKey: readonly ExportFormat[] = ['pem-certificate', 'pem-chain', 'pem-fullchain', 'pkcs7-pem', 'pkcs7-der']
