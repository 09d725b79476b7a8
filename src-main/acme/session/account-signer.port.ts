/** The members that make a public key's thumbprint (RFC 7638 §3.2), and no others. */
export type PublicJwk = { kty: 'EC'; crv: 'P-256' | 'P-384'; x: string; y: string } | { kty: 'RSA'; e: string; n: string }

/**
 * Signs as one account, or as the owner of a certificate's key. Where the key lies is its own affair: on this device, or
 * in a team's account elsewhere. It may take its time; what it throws is what the call that needed it fails with.
 */
export interface AccountSigner {
  publicKey(): Promise<PublicJwk>
  /**
   * The JWS signature (RFC 7515) of this signing input, base64url: with ES256, ES384 or RS256, as the public key says.
   * The input can be read before it is signed: protected header and payload, with the address they are for.
   */
  sign(signingInput: string): Promise<string>
}
