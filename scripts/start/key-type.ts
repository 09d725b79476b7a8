import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Refuses with KEY_TYPE_UNKNOWN. The list comes with zod, which a start without this option need not wait for. */
export async function checkKeyType(keyType: string): Promise<void> {
  const { KeyType } = await import('@mylzip/shared/domain/key-types.ts')
  if (!KeyType.options.some((type) => type === keyType))
    throw new Refusal('KEY_TYPE_UNKNOWN', { keyType, offered: KeyType.options.join(', ') })
}
