/** The device that makes a call, as the database knows it at this moment. */
export interface EnrolledCaller {
  id: string
  teamId: string
  name: string
  /** `x` of its Ed25519 JWK. */
  publicKey: string
  /** Another key, which the device has shown it holds, and not used yet. */
  nextPublicKey: string | null
  /** Which of those that have had this device's place it is. */
  enrolment: number
}
