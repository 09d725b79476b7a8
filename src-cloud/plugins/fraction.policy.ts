import type { Random } from './random.port.ts'

/** From 0 up to, and without, 1. */
export function fraction(random: Random): number {
  return new DataView(random.bytes(4).slice().buffer).getUint32(0) / 2 ** 32
}
