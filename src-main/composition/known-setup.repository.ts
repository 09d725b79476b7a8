import { automaticProof, ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { z } from 'zod'
import { choiceIn } from '../proxy/kept-proxy.ts'
import { loadSqlite, type Sqlite } from '../system/database/sqlite.adapter.ts'
import { jsonIn } from '../system/json-in.policy.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
import { LastStart, proxySetThen } from './last-start.ts'

/** What an agent that cannot be opened was set up with, as far as its database can still be read. */
export interface KnownSetup {
  lastStart: LastStart | undefined
  /** Of the person's order. */
  directories: string[]
  /** Roots of authorities, PEM. */
  roots: string[]
  certificates: { names: string[]; directories: string[]; proof: ProofMethod }[]
  /** What the machine's administrators have set, else what was chosen here, without its password, which cannot be opened here. */
  proxy: ProxyChoice
}

const Texts = z.array(z.string())
const ChosenProxy = z.object({
  use: z.enum(['none', 'own']),
  address: z.string().nullable(),
  user_name: z.string().nullable(),
  past: z.string(),
})
const Certificate = z.object({ names: z.string(), directory_url: z.url(), fallback_directories: z.string(), proof: z.string() })

/** Only reads, without a promise: what is damaged, or another version's, counts as nothing known. */
export async function knownSetup(file: string): Promise<KnownSetup> {
  const Database = await loadSqlite()
  let sqlite: Sqlite | undefined
  const rows = (statement: string) => attempt(() => sqlite?.prepare<[], unknown>(statement).all()) ?? []
  try {
    sqlite = attempt(() => new Database(file, { readonly: true, fileMustExist: true }))
    const [start] = rows("SELECT value FROM settings WHERE key = 'last-start'").map(
      (row) => z.object({ value: z.string() }).safeParse(row).data,
    )
    const [proxy] = rows('SELECT use, address, user_name, past FROM proxy').flatMap((row) => ChosenProxy.safeParse(row).data ?? [])
    const ordered = rows('SELECT directory_url FROM authorities ORDER BY position')
    const trusted = rows('SELECT roots FROM authority_roots')
    const managed = rows(
      'SELECT names, directory_url, fallback_directories, proof FROM certificates WHERE retired_at IS NULL ORDER BY created_at',
    )
    const lastStart = LastStart.safeParse(parsed(start?.value)).data
    return {
      lastStart,
      directories: ordered.flatMap((row) => z.object({ directory_url: z.url() }).safeParse(row).data?.directory_url ?? []),
      roots: trusted.flatMap((row) => z.object({ roots: z.string() }).safeParse(row).data?.roots ?? []),
      certificates: managed.flatMap((row) => certificateIn(row) ?? []),
      proxy: (lastStart && proxySetThen(lastStart)) ?? choiceIn(proxy),
    }
  } finally {
    sqlite?.close()
  }
}

function certificateIn(row: unknown): KnownSetup['certificates'][number] | undefined {
  const known = Certificate.safeParse(row).data
  const names = Texts.safeParse(parsed(known?.names)).data
  if (!known || !names) return undefined
  const fallbacks = Texts.safeParse(parsed(known.fallback_directories)).data ?? []
  return {
    names,
    directories: [known.directory_url, ...fallbacks],
    proof: ProofMethod.safeParse(parsed(known.proof)).data ?? automaticProof,
  }
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : jsonIn(text)
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
