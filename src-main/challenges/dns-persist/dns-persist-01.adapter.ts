import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { ChallengeSolver, ChallengeTask } from '../challenge.port.ts'
import type { DnsLookups } from '../dns/dns-lookups.adapter.ts'
import { textOf } from '../dns/published-text.policy.ts'
import type { QuestionAnswer } from '../dns/question.policy.ts'
import { permits, persistName, persistText } from './record.policy.ts'

export interface DnsPersistNeeds {
  lookups: Pick<DnsLookups, 'ask' | 'authoritiesOf' | 'resolve' | 'seenEverywhere'>
  /** Adds a TXT record, where this device may; undefined: a person has to. */
  write: ((name: string, value: string) => Promise<void>) | undefined
  clock: Clock
  log: Log | undefined
}

/**
 * Proves a name by a record that stays (draft-ietf-acme-dns-persist-01): it permits one account of one CA, so the same
 * record serves every renewal. It is looked for, and written once where this device may write; nothing is ever taken
 * away. Refuses with DNS_PERSIST_RECORD_MISSING, which says what the record has to be.
 */
export function createDnsPersist01({ lookups, write, clock, log }: DnsPersistNeeds): ChallengeSolver {
  const permitted = ({ answers }: QuestionAnswer, record: string, task: ChallengeTask) =>
    answers.some((found) => found.type === 'TXT' && found.name === record && permits(textOf(found.data), task, clock.now()))

  /** Undefined when nobody can say. */
  async function isThere(record: string, task: ChallengeTask): Promise<boolean | undefined> {
    const question = { name: record, type: 'TXT' } as const
    const found = await lookups.authoritiesOf(record)
    const seenIn = async (asked: Promise<QuestionAnswer>[]) => {
      const answers = (await Promise.allSettled(asked)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      return answers.length === 0 ? undefined : answers.every((answer) => permitted(answer, record, task))
    }
    const servers = found?.servers ?? []
    const outside = await seenIn(servers.map((server) => lookups.ask(server, question)))
    if (outside || (servers.length > 0 && !found?.isInternal)) return outside
    const inside = await seenIn([lookups.resolve(question)])
    // A CA of this network's own sees what the network sees; what it does not, another may.
    return found?.isInternal && !inside ? outside : inside
  }

  return {
    type: 'dns-persist-01',
    async publish(task) {
      const record = persistName(task.name)
      const [issuer = ''] = task.issuers
      const value = persistText({ issuer, accountUrl: task.accountUrl, wildcard: task.wildcard, until: undefined })
      const there = await isThere(record, task)
      if (there === undefined) log?.warn('a lasting record could not be looked up before the authority does', { record })
      if (there !== false) return
      // A longer text takes several strings, which updates here do not write.
      if (!write || value.length > 255) throw new Refusal('DNS_PERSIST_RECORD_MISSING', { record, value })
      await write(record, value)
      await lookups.seenEverywhere(record, value)
    },
    remove: async () => undefined,
  }
}
