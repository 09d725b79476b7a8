import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { DnsServer } from './conversation.ts'
import { sightText } from './published-text.policy.ts'
import type { AskDns } from './questions.ts'

export interface EverywhereNeeds {
  ask: AskDns
  /** ms that secondaries have to come after. */
  patience: number
  /** ms of uninterrupted time, whatever the clock is set to. */
  elapsed(): number
  pause(ms: number): Promise<void>
  log: Log | undefined
}

export interface PublishedText {
  zone: string
  name: string
  value: string
}

/** ms. A primary shows it at once; a secondary that is notified takes a second or two. */
const firstPause = 100
const longestPause = 3 * second

/**
 * Looks until every server shows the record, so that whichever the CA asks has it. A server that cannot be asked, or
 * does not answer for the zone, is passed over and logged: port 53 outwards is closed in many offices, and the CA asks
 * another one too. Refuses with DNS_RECORD_NOT_SEEN, naming the server, or DNS_NAME_IS_ALIAS.
 */
export function createEverywhere({ ask, patience, elapsed, pause, log }: EverywhereNeeds) {
  async function shows(server: DnsServer, { zone, name, value }: PublishedText, until: number, over: AbortSignal): Promise<void> {
    for (let wait = firstPause; ; wait = Math.min(wait * 1.5, longestPause)) {
      const sight = await look(server, name, value)
      if (sight === 'shown') return
      if (typeof sight === 'object' && 'cannotTell' in sight) {
        log?.warn('a DNS server of the zone could not be asked', { server: server.label, zone, reason: sight.cannotTell })
        return
      }
      if (typeof sight === 'object') throw new Refusal('DNS_NAME_IS_ALIAS', { name, target: sight.aliasOf })
      if (elapsed() + wait > until) {
        throw new Refusal('DNS_RECORD_NOT_SEEN', { server: server.label, zone, name, seconds: Math.round(patience / second) })
      }
      await pause(wait)
      if (over.aborted) return
    }
  }

  async function look(server: DnsServer, name: string, value: string) {
    try {
      return sightText(await ask(server, { name, type: 'TXT' }), name, value)
    } catch (error) {
      return { cannotTell: error instanceof Error ? error.message : String(error) }
    }
  }

  return async (servers: readonly DnsServer[], text: PublishedText): Promise<void> => {
    const until = elapsed() + patience
    // Once one has failed, nobody waits for the others any more.
    const over = new AbortController()
    try {
      await Promise.all(servers.map((server) => shows(server, text, until, over.signal)))
    } finally {
      over.abort()
    }
  }
}
