/** The device that makes a call, as the database knows it at this moment. */
export interface EnrolledCaller {
  id: string
  teamId: string
  name: string
  /** `x` of its Ed25519 JWK. */
  publicKey: string
}
