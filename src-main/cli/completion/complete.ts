import { stateWord } from '../output/state-words.policy.ts'
import { runningAgent } from '../session/reach-agent.ts'
import type { Candidate, Candidates } from './candidates.policy.ts'

/** How a shell is told to offer files; no word of ours begins with a colon. */
const filesLine = ':files'

/** ms that somebody waits at a key that was pressed. */
const patience = 1_000

/**
 * The lines that a shell's completion reads: `word<TAB>description`, or one that says “files”. Quick and silent: only a
 * running program is asked for names, because looking a key too early must never keep one from starting.
 */
export async function completionLines({ words, also }: Candidates, current: string, folder: string): Promise<string[]> {
  if (also === 'files') return [filesLine]
  const names = also === 'certificates' ? await certificateNames(folder).catch(() => []) : []
  return [...words, ...names.filter(({ word }) => word.startsWith(current))].map(({ word, description }) =>
    description === '' ? word : `${word}\t${description}`,
  )
}

async function certificateNames(folder: string): Promise<Candidate[]> {
  const agent = await runningAgent(folder, patience)
  if (!agent) return []
  try {
    const certificates = await agent.client.certificates.list()
    return certificates.map((certificate) => ({ word: certificate.names[0] ?? '', description: stateWord(certificate, false) }))
  } finally {
    await agent.close()
  }
}
