/** The only source of randomness. In production it must be a cryptographic one: tokens and ids are made from it. */
export interface Random {
  bytes(length: number): Uint8Array
  /** RFC 9562, version 4. */
  uuid(): string
}
