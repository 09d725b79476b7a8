import type { webcrypto } from 'node:crypto'

/** Node has these classes but declares their types in its module only; @peculiar/x509 speaks of the global ones. */
declare global {
  interface CryptoKey extends webcrypto.CryptoKey {}
  interface CryptoKeyPair extends webcrypto.CryptoKeyPair {}
}
