import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { Answer } from './answer.ts'
import { dayOf } from './dates.policy.ts'
import { factLines } from './table.policy.ts'

export const accountWords: Readonly<Record<Authority['account']['status'], string>> = {
  none: 'none yet',
  valid: 'valid',
  deactivated: 'ended',
}

export function authorityAnswer(authority: Authority): Answer {
  return { json: { authority }, text: authorityFacts(authority) }
}

export function authorityFacts({ label, directory, account, roots, uses }: Authority): string[] {
  return [
    label,
    ...factLines([
      ['Directory', directory],
      ...(uses === 'team' ? [['Orders with', 'the team’s account; its key is in the cloud'] as const] : []),
      ...roots.map(({ name, notAfter, sha256 }) => ['Own root', `${name}, until ${dayOf(notAfter)}, SHA-256 ${sha256}`] as const),
      ['Account', account.status === 'valid' ? (account.url ?? accountWords.valid) : accountWords[account.status]],
      ['Contact', account.contact.join(', ') || 'nobody'],
      ...(account.bindingKeyId === null ? [] : [['Bound to', account.bindingKeyId] as const]),
    ]),
  ]
}
