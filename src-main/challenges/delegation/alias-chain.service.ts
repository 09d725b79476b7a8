import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DnsServer } from '../dns/conversation.ts'
import type { DnsLookups } from '../dns/dns-lookups.adapter.ts'
import type { Question, QuestionAnswer } from '../dns/question.policy.ts'

/** Whether a CNAME leads where it should. `found`: where it leads instead, or round which names. */
export type AliasState =
  | { is: 'ready' }
  | { is: 'missing' }
  | { is: 'elsewhere'; found: string }
  | { is: 'loop'; found: string }
  | { is: 'unknown'; reason: string }

/** More than any resolver follows for a CA. */
const mostSteps = 10

/**
 * Follows a chain of CNAMEs, each step at the servers of its own zone, because a resolver may go on remembering what was
 * there before. Where none of them can be asked, the resolver's word is taken, unless it knows a zone of this network only.
 */
export function createAliasChain({ ask, authoritiesOf, resolve }: Pick<DnsLookups, 'ask' | 'authoritiesOf' | 'resolve'>) {
  async function answerFor(name: string): Promise<QuestionAnswer> {
    const question = { name, type: 'CNAME' } as const
    const found = await authoritiesOf(name)
    const told = await firstWord(found?.servers ?? [], question)
    if (!found?.isInternal) return told ?? resolve(question)
    if (told && hasAlias(told, name)) return told
    // A CA of this network's own sees what the network sees.
    const inside = await resolve(question).catch(() => undefined)
    if (inside && hasAlias(inside, name)) return inside
    if (told) return told
    throw new Refusal('DNS_INTERNAL_VIEW', { zone: found.zone })
  }

  async function firstWord(servers: readonly DnsServer[], question: Question): Promise<QuestionAnswer | undefined> {
    for (const server of servers) {
      const answer = await ask(server, question).catch(() => undefined)
      if (answer?.authoritative && (answer.rcode === 'NOERROR' || answer.rcode === 'NXDOMAIN')) return answer
    }
    return undefined
  }

  async function aliasOf(name: string): Promise<string | undefined> {
    const { answers } = await answerFor(name)
    const alias = answers.find((record) => record.type === 'CNAME' && record.name === name)
    return alias?.type === 'CNAME' ? canonicalName(alias.data) : undefined
  }

  return async (record: string, target: string): Promise<AliasState> => {
    const passed = [canonicalName(record)]
    try {
      for (let at = canonicalName(record); passed.length <= mostSteps; passed.push(at)) {
        const next = await aliasOf(at)
        if (next === undefined) return passed.length === 1 ? { is: 'missing' } : { is: 'elsewhere', found: at }
        if (next === canonicalName(target)) return { is: 'ready' }
        if (passed.includes(next)) break
        at = next
      }
      return { is: 'loop', found: passed.join(' → ') }
    } catch (error) {
      return { is: 'unknown', reason: error instanceof Error ? error.message : String(error) }
    }
  }
}

function hasAlias({ answers }: QuestionAnswer, name: string): boolean {
  return answers.some((record) => record.type === 'CNAME' && record.name === name)
}
