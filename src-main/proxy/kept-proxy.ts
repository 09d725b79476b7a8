import { isPastProxy } from '@mylzip/shared/domain/past-proxy.policy.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AgentTables } from '../system/database/schema.ts'
import { jsonIn } from '../system/json-in.policy.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
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
  const choice = choiceIn(row)
  return row && choice.use === 'own' ? { ...choice, password: await openedPassword(row, secrets) } : choice
}

/** Without its password. One whose address can be read no more is as none that was chosen. */
export function choiceIn(row: Omit<ProxyRow, 'id' | 'sealed_password'> | undefined): ProxyChoice {
  if (row?.use === 'none') return { use: 'none' }
  if (!row || row.address === null || !URL.canParse(row.address)) return { use: 'system' }
  const { address, user_name, past } = row
  return { use: 'own', address, user: user_name ?? undefined, password: undefined, past: Past.parse(jsonIn(past)) }
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
