import { Resolver } from 'node:dns/promises'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'

/** Where a customer's CNAME leads. `found`: where instead of the target, or round which names, or why nobody could tell. */
export interface AliasSight {
  state: 'ready' | 'missing' | 'elsewhere' | 'loop' | 'unknown'
  found: string | null
}

export type FollowAlias = (record: string, target: string) => Promise<AliasSight>

/** More than any resolver follows for a CA. */
const mostSteps = 10

/** Follows CNAMEs as this machine's resolvers see them, or the ones named (`192.0.2.1`, `192.0.2.1:53`). */
export function createFollowAlias(servers: readonly string[] = []): FollowAlias {
  async function aliasOf(name: string): Promise<string | undefined> {
    const resolver = new Resolver({ timeout: 2 * second, tries: 2 })
    if (servers.length > 0) resolver.setServers(servers)
    try {
      const [alias] = await resolver.resolveCname(name)
      return alias === undefined ? undefined : canonicalName(alias)
    } catch (error) {
      if (error instanceof Error && 'code' in error && ['ENODATA', 'ENOTFOUND'].includes(String(error.code))) return undefined
      throw error
    }
  }

  return async (record, target) => {
    const passed = [canonicalName(record)]
    try {
      for (let at = canonicalName(record); passed.length <= mostSteps; passed.push(at)) {
        const next = await aliasOf(at)
        if (next === undefined) return passed.length === 1 ? { state: 'missing', found: null } : { state: 'elsewhere', found: at }
        if (next === canonicalName(target)) return { state: 'ready', found: null }
        if (passed.includes(next)) break
        at = next
      }
      return { state: 'loop', found: passed.join(' → ') }
    } catch (error) {
      return { state: 'unknown', found: error instanceof Error && 'code' in error ? String(error.code) : String(error) }
    }
  }
}
