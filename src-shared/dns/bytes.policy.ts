/** Big-endian, as all numbers of a DNS message are (RFC 1035 §2.3.2). Beyond the end everything is 0. */
export function readUint(bytes: Uint8Array, at: number, length: 2 | 4 | 6): number {
  let value = 0
  for (let n = 0; n < length; n += 1) value = value * 256 + (bytes[at + n] ?? 0)
  return value
}

/** `value` may have 48 bits. */
export function uint(value: number, length: 2 | 4 | 6): number[] {
  return Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256)
}

export function joined(...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A canonical name, uncompressed (RFC 1035 §3.1); ASCII. */
export function wireName(name: string): number[] {
  return [...name.split('.').flatMap((label) => [label.length, ...Array.from(label, (char) => char.charCodeAt(0) & 0xff)]), 0]
}

/** Without saying by the time it takes how much of them is alike. */
export function areSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let at = 0; at < one.length; at += 1) difference |= (one[at] ?? 0) ^ (other[at] ?? 0)
  return difference === 0
}
