import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { AdoptionFindings, AdoptionProblem } from '@mylzip/shared/operations/adoption.ts'

const notLookedAt: ReadonlySet<RefusalCode> = new Set([
  'ADOPTION_FOLDER_MISSING',
  'ADOPTION_NO_FOLDER',
  'ADOPTION_FOLDER_UNREADABLE',
] as const)

/** What keeps a folder that somebody named from being looked at: that others were does not make up for it. */
export function unusableFolder({ problems }: Pick<AdoptionFindings, 'problems'>, named: readonly string[]): AdoptionProblem | undefined {
  return problems.find(({ code, data }) => notLookedAt.has(code) && named.includes(String(data.folder)))
}
