import { isPastProxy } from '@mylzip/shared/domain/past-proxy.policy.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AgentTables } from '../system/database/schema.ts'
import type { OwnProxyChoice, ProxyChoice } from '../system/network/proxy-in-use.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { type ProxyRow, proxyRepository } from './proxy.repository.ts'

/** The sealed password is bound to this. */
export const proxyPasswordPurpose = 'proxy-password'

const Past = z.array(z.string().refine(isPastProxy)).catch([])

/**
 * What is chosen here. A password that cannot be opened must not keep the agent from starting: the proxy is used without, and says
 * itself what is missing.
 */
export async function keptProxy(db: Kysely<AgentTables>, secrets: Secrets): Promise<ProxyChoice> {
  const row = await proxyRepository(db).find()
  const own = row && ownProxyIn(row)
  if (!row || !own) return { use: row?.use === 'none' ? 'none' : 'system' }
  return { ...own, password: await openedPassword(row, secrets) }
}

/** Without its password; undefined where none is named. */
export function ownProxyIn({ use, address, user_name, past }: Omit<ProxyRow, 'id' | 'sealed_password'>): OwnProxyChoice | undefined {
  if (use !== 'own' || address === null || !URL.canParse(address)) return undefined
  return { use, address, user: user_name ?? undefined, password: undefined, past: Past.parse(parsed(past)) }
}

async function openedPassword({ sealed_password: sealed }: ProxyRow, secrets: Secrets): Promise<string | undefined> {
  if (sealed === null) return undefined
  try {
    return Buffer.from(await secrets.open(sealed, proxyPasswordPurpose)).toString('utf8')
  } catch (error) {
    if (!isRefusal(error, 'SECRET_UNREADABLE')) throw error
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
