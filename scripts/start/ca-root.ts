import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Refuses with CA_ROOT_UNREADABLE a file that does not begin with a certificate in PEM. */
export function checkCaRoot(file: string): void {
  try {
    const text = readFileSync(file, 'utf8')
    if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error('no PEM certificate')
    new X509Certificate(text)
  } catch (cause) {
    throw new Refusal('CA_ROOT_UNREADABLE', { file }, { cause })
  }
}
