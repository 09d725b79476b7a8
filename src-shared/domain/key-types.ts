import { z } from 'zod'

/** RSA-2048 is the default on Windows: WinRM, SQL Server and older providers want RSA key exchange. */
export const KeyType = z.enum(['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384'])
export type KeyType = z.infer<typeof KeyType>
export const defaultKeyType: KeyType = 'rsa-2048'
