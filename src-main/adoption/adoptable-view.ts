import { nextStepOf, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Adoptable, AdoptionProblem } from '@mylzip/shared/operations/adoption.ts'
import type { IssuedFacts } from '../acme/authority.port.ts'
import { malformedAmong } from '../certificates/names-to-manage.policy.ts'
import { oneLine } from '../system/one-line.policy.ts'
import type { Place } from './places.policy.ts'
import type { Candidate, Material } from './reading/candidate.port.ts'

export function problemView({ code, data, message }: Refusal): AdoptionProblem {
  return { code, sentence: oneLine(message), nextStep: oneLine(nextStepOf(code, data)), data }
}

export interface Examined {
  candidate: Candidate
  /** What lies in its files, or why not even the certificate can be read. */
  found: { material: Material; facts: IssuedFacts } | { obstacle: Refusal }
  /** Why the account's key cannot be had; undefined: it can, or there is no account. */
  accountObstacle: Refusal | undefined
  managedAs: string | null
}

/** What another program wrote may be any text: what goes to screens and logs is one line. */
export function adoptableView({ folder, source }: Place, { accountObstacle, candidate, found, managedAs }: Examined): Adoptable {
  const { account } = candidate
  const shared = {
    source,
    folder,
    id: candidate.id,
    label: oneLine(candidate.label),
    files: candidate.files,
    directory: candidate.directory ?? null,
    proof: candidate.proof ?? null,
    way: candidate.way === undefined ? null : oneLine(candidate.way),
    account: account
      ? {
          url: account.url === undefined ? null : oneLine(account.url),
          contact: account.contact.map(oneLine),
          obstacle: accountObstacle ? problemView(accountObstacle) : null,
        }
      : null,
    deployHints: candidate.deployHints.map(oneLine),
    problems: candidate.problems.map(problemView),
    managedAs,
  }
  if ('obstacle' in found) {
    const unknown = { issuer: null, thumbprint: null, notBefore: null, notAfter: null, keyType: null }
    return { ...shared, ...unknown, names: candidate.recordedNames.map(oneLine), obstacle: problemView(found.obstacle) }
  }
  const { facts, material } = found
  const opened = 'trouble' in material.key ? { trouble: material.key.trouble, keyType: null } : { trouble: undefined, ...material.key }
  const malformed = malformedAmong(facts.names)
  const trouble = malformed === undefined ? opened.trouble : new Refusal('BUNDLE_NAME_MALFORMED', { name: malformed.slice(0, 300) })
  return {
    ...shared,
    names: facts.names.map(oneLine),
    issuer: facts.issuer,
    thumbprint: facts.thumbprint,
    notBefore: toTimestamp(facts.notBefore),
    notAfter: toTimestamp(facts.notAfter),
    keyType: opened.keyType,
    obstacle: trouble ? problemView(trouble) : null,
  }
}
