import { connectionFailure } from '../system/network/connection-failure.policy.ts'

/** A code of the network (ECONNREFUSED, CERT_HAS_EXPIRED …) in words for a refusal’s `reason`. */
export function failureInWords(code: string): string {
  const failure = connectionFailure({ code, message: code }, { reused: false, proxied: false })
  switch (failure.kind) {
    case 'unreachable':
    case 'proxy':
      return failure.reason
    case 'untrusted':
      return 'its certificate is not trusted'
    case 'expired':
      return 'its certificate is not valid at this machine’s time'
    case 'other-protocol':
      return 'it speaks something else'
  }
}
