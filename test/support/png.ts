import { inflateSync } from 'node:zlib'

/** The opacity of each pixel, 0–255, of an 8-bit RGBA PNG without interlacing (PNG, Third Edition, §9 for the filters). */
export function alphaOf(png: Uint8Array): { size: number; alpha: number[] } {
  const bytes = Buffer.from(png)
  const size = bytes.readUInt32BE(16)
  if (bytes.readUInt32BE(20) !== size || bytes[24] !== 8 || bytes[25] !== 6 || bytes[28] !== 0) throw new Error('not a square RGBA picture')
  const data: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(data))
  const row = size * 4
  const pixels = new Uint8Array(size * row)
  for (let y = 0; y < size; y += 1) {
    const filter = raw[y * (row + 1)]
    for (let x = 0; x < row; x += 1) {
      const left = x < 4 ? 0 : (pixels[y * row + x - 4] ?? 0)
      const up = y === 0 ? 0 : (pixels[(y - 1) * row + x] ?? 0)
      const corner = x < 4 || y === 0 ? 0 : (pixels[(y - 1) * row + x - 4] ?? 0)
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      pixels[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + predicted
    }
  }
  return { size, alpha: Array.from({ length: size * size }, (_, pixel) => pixels[pixel * 4 + 3] ?? 0) }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}
