import { z } from 'zod'
import type { AgentDatabase } from '../../system/database/database.adapter.ts'
import { type Setting, settingsRepository } from '../../system/settings.repository.ts'
import { SessionMemory } from '../session/session-memory.ts'

/** What the next process begins with, by directory. */
export interface SessionStorage {
  recall(directoryUrl: string): Promise<SessionMemory | undefined>
  keep(directoryUrl: string, memory: SessionMemory): Promise<void>
}

const acmeSessions: Setting<Record<string, SessionMemory>> = {
  key: 'acme-sessions',
  schema: z.record(z.string(), SessionMemory),
  fallback: {},
}

export function sessionStorage(db: AgentDatabase['db']): SessionStorage {
  const settings = settingsRepository(db)
  return {
    recall: async (directoryUrl) => (await settings.get(acmeSessions))[directoryUrl],
    async keep(directoryUrl, memory) {
      await settings.set(acmeSessions, { ...(await settings.get(acmeSessions)), [directoryUrl]: memory })
    },
  }
}
