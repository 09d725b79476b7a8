import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { ConnectionFailure, ProxyProblem } from '../../system/network/connection-failure.policy.ts'
import type { PeerLook } from '../../system/network/peer-look.adapter.ts'
import { proxyLabel } from '../../system/network/proxy.policy.ts'
import { clockRefusal } from './clock-difference.policy.ts'

export interface NoAnswerFacts {
  directory: string
  /** What was asked. */
  url: string
  proxy: URL | undefined
  /** Who answers there instead, where a certificate was refused. */
  peer: PeerLook | undefined
  now: Instant
}

const proxyCodes: Record<ProxyProblem, RefusalCode> = {
  'sign-in': 'PROXY_SIGN_IN',
  refuses: 'PROXY_REFUSED',
  'no-way': 'PROXY_NO_WAY',
  unreachable: 'PROXY_UNREACHABLE',
}

/** What to tell about a request to a certificate authority that got no answer. */
export function noAnswerRefusal(failure: ConnectionFailure, facts: NoAnswerFacts, cause: Error): Refusal {
  const { directory, url, proxy, peer } = facts
  switch (failure.kind) {
    case 'untrusted':
      return new Refusal('ACME_TLS_UNTRUSTED', { directory, issuer: peer?.issuer ?? 'somebody it does not name' }, { cause })
    case 'expired':
      return wrongClock(facts) ?? new Refusal('ACME_TLS_EXPIRED', { directory }, { cause })
    case 'other-protocol':
      return new Refusal('ACME_NOT_A_DIRECTORY', { directory }, { cause })
    case 'proxy': {
      const place = proxy === undefined ? '' : proxyLabel(proxy)
      const { problem, reason } = failure
      return new Refusal(proxyCodes[problem], { proxy: place, host: new URL(url).host, reason, answer: reason }, { cause })
    }
    case 'unreachable':
      return new Refusal('ACME_UNREACHABLE', { directory, reason: failure.reason }, { cause })
  }
}

/** The server's own clock settles whether its certificate has ended or ours is wrong. */
function wrongClock({ directory, peer, now }: NoAnswerFacts): Refusal | undefined {
  const { notBefore, notAfter, date } = peer ?? {}
  if (notBefore === undefined || notAfter === undefined || date === undefined) return undefined
  return clockRefusal(directory, { notBefore, notAfter }, now, now - date)
}
