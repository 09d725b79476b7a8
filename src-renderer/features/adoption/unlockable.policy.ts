import type { AdoptionProblem } from '@mylzip/shared/operations/adoption.ts'

/** Whether a password of the person's is all that is missing. */
export function isUnlockable({ code }: Pick<AdoptionProblem, 'code'>): boolean {
  return code === 'ADOPTION_KEY_SEALED' || code === 'ADOPTION_PASSWORD_WRONG'
}
