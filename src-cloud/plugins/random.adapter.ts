import { randomBytes, randomUUID } from 'node:crypto'
import type { Random } from './random.port.ts'

export const systemRandom: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() }
