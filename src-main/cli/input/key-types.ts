import type { KeyType } from '@mylzip/shared/domain/key-types.ts'

const offered: Record<KeyType, true> = { 'rsa-2048': true, 'rsa-3072': true, 'rsa-4096': true, 'p-256': true, 'p-384': true }

/** Every kind there is. Written out, because the schema's list would load a library that most commands need not wait for. */
export const offeredKeyTypes = Object.keys(offered)
