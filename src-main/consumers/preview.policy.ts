import type { CertificateChange, UseEffect } from '@mylzip/shared/operations/consumers.ts'
import type { CertificateUse } from './certificate-use.ts'
import { takesFromStore } from './standing.policy.ts'

export interface Change {
  kind: CertificateChange
  /** The version that a revocation is about. */
  version: number
  /** Whether what is revoked is replaced at once. */
  isReplaced: boolean
}

/** What the change of a certificate means for a program that uses one of its versions. */
export function effectOn({ own, program, standing, target }: CertificateUse, { isReplaced, kind, version }: Change): UseEffect {
  switch (kind) {
    case 'renew':
      return target ? 'switches' : 'stays'
    case 'revoke':
      if (isReplaced && target) return 'switches'
      return own?.version === version ? 'distrusted' : 'untouched'
    case 'forget':
      return 'stays'
    case 'remove-from-store':
      if (standing === 'missing') return 'untouched'
      return takesFromStore(program.kind) ? 'loses' : 'stays'
  }
}
