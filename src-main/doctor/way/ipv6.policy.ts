import { isIP } from 'node:net'
import type { Trouble } from '../check.port.ts'
import { failureInWords } from '../failure-words.policy.ts'
import { trouble } from '../verdict.policy.ts'
import type { Attempt, Way } from './way.port.ts'

/** ms by which IPv6 may be slower: programs wait a quarter of a second before they try the other family (RFC 8305 §5). */
const noticeable = 1_000

/** This machine has no IPv6 address, or no way out by it. */
const absent: ReadonlySet<string | undefined> = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/** What is wrong with the IPv6 addresses of a host, when IPv4 to it works or there is none; undefined when nothing is. */
export function ipv6Trouble({
  attempts,
  host,
}: Pick<Way, 'attempts' | 'host'>): { status: 'failed' | 'warning'; trouble: Trouble } | undefined {
  const six = attempts.filter(({ address }) => isIP(address) === 6)
  const four = attempts.filter(({ address, failure }) => isIP(address) === 4 && failure === undefined)
  const lost = six.filter(({ failure }) => failure !== undefined)
  // A machine without IPv6 notices at once, and nobody waits: that is how most offices are.
  const broken = four.length > 0 ? lost.find(({ failure }) => !absent.has(failure)) : lost[0]
  const about = ({ address }: Attempt, reason: string) => trouble('IPV6_BROKEN', { host, address, reason })
  if (broken) {
    const isOnlyWay = four.length === 0 && six.every(({ failure }) => failure !== undefined)
    return { status: isOnlyWay ? 'failed' : 'warning', trouble: about(broken, failureInWords(broken.failure ?? '')) }
  }
  const slowest = six.reduce<Attempt | undefined>((slow, each) => (slow && slow.ms >= each.ms ? slow : each), undefined)
  const quickest = Math.min(...four.map(({ ms }) => ms))
  if (slowest && slowest.ms - quickest >= noticeable)
    return { status: 'warning', trouble: about(slowest, `it takes ${slowest.ms} ms, IPv4 ${quickest} ms`) }
  return undefined
}
