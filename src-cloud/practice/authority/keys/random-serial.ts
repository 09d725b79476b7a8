import { randomBytes } from 'node:crypto'

/** 128 random bits as hex. Half of these start with a high bit, so clients meet serials that need a leading 00 in DER. */
export function randomSerial(): string {
  const bytes = randomBytes(16)
  return bytes.readUInt8(0) === 0 ? randomSerial() : bytes.toString('hex')
}

/** The DER integer's value: what ARI and revocation lists carry. */
export function derSerial(hex: string): string {
  return Number.parseInt(hex.slice(0, 2), 16) > 0x7f ? `00${hex}` : hex
}
