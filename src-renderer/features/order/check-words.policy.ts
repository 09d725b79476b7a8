import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { CheckHead } from '@mylzip/shared/operations/doctor.ts'
import type { Step } from './draft.policy.ts'

/** `limits` and `https://ca.test/dir` of `limits:https://ca.test/dir`. */
export function partsOf({ id }: Pick<CheckHead, 'id'>): { kind: string; about: string } {
  const at = id.indexOf(':')
  return at < 0 ? { kind: id, about: '' } : { kind: id.slice(0, at), about: id.slice(at + 1) }
}

/** What is looked at, in the words of the catalogue; the agent's own for a kind that it has no words for. */
export function titleOf(check: Pick<CheckHead, 'id' | 'title'>, words: Readonly<Record<string, (about: string) => string>>): string {
  const { kind, about } = partsOf(check)
  return words[kind]?.(/^https?:/.test(about) ? authorityLabel(about) : about) ?? check.title
}

const proof = ['proof', 'delegation', 'zone-servers', 'ports', 'webroot'] as const
const key = ['key', 'authority', 'account', 'binding', 'profile', 'limits', 'organisation'] as const

/** The step at which what is in the way can be chosen otherwise, if there is one. */
export function stepToChange(check: Pick<CheckHead, 'id'>): Extract<Step, 'key' | 'names' | 'proof'> | undefined {
  const { kind } = partsOf(check)
  if (kind === 'names' || kind === 'managed' || kind === 'licence') return 'names'
  if ((proof as readonly string[]).includes(kind)) return 'proof'
  return (key as readonly string[]).includes(kind) ? 'key' : undefined
}
