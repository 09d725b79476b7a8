import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { DnsLookups } from '../dns/dns-lookups.adapter.ts'
import type { QuestionAnswer } from '../dns/question.policy.ts'

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
 * there before. Where none of them can be asked, the resolver's word is taken.
 */
export function createAliasChain({ ask, authoritiesOf, resolve }: Pick<DnsLookups, 'ask' | 'authoritiesOf' | 'resolve'>) {
  async function answerFor(name: string): Promise<QuestionAnswer> {
    const question = { name, type: 'CNAME' } as const
    for (const server of (await authoritiesOf(name))?.servers ?? []) {
      const answer = await ask(server, question).catch(() => undefined)
      if (answer?.authoritative && (answer.rcode === 'NOERROR' || answer.rcode === 'NXDOMAIN')) return answer
    }
    return resolve(question)
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
