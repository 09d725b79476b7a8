import type { Random } from './random.port.ts'

/** From 0 up to, and without, 1. */
export function fraction(random: Random): number {
  const { buffer, byteOffset } = random.bytes(4)
  return new DataView(buffer, byteOffset, 4).getUint32(0) / 2 ** 32
}
