import type { Issued } from '../model.ts'
import { Problem } from '../problem.ts'

interface Successor {
  accountId: string
  names: readonly string[]
  /** Orders that already replace it and have not failed. */
  successors: number
}

/** RFC 9773 §5: `replaces` names a certificate of this account that shares a name and has no successor yet. */
export function checkReplacement(predecessor: Issued | undefined, { accountId, names, successors }: Successor): void {
  if (!predecessor) throw new Problem('malformed', 'replaces names no certificate of this CA', { status: 404 })
  if (predecessor.accountId !== accountId) throw new Problem('unauthorized', 'the certificate to replace is another account’s')
  if (!names.some((name) => predecessor.names.includes(name))) {
    throw new Problem('malformed', 'the order shares no name with the certificate it replaces')
  }
  if (successors > 0) throw new Problem('alreadyReplaced', 'another order replaces this certificate already')
}
