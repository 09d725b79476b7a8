import { createHmac } from 'node:crypto'
import { createTsig } from '@mylzip/shared/dns/tsig.policy.ts'

/** Signatures of updates and their answers, with this program's own HMAC. */
export const { signRequest, proveAnswer } = createTsig((algorithm, secret, message) =>
  createHmac(algorithm.replace('hmac-', ''), secret).update(message).digest(),
)
