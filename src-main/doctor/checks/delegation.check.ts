import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, skipped, titled, trouble, well } from '../verdict.policy.ts'

export interface DelegatedNames {
  /** The name the certificate is known by, and all of its names. */
  name: string
  names: readonly string[]
  certificateId: string | undefined
  delegation(name: string): Promise<Delegation>
}

/** Whether the CNAMEs by which a certificate's names are proven are there, and lead where they should. */
export function checkDelegation({ name, names, certificateId, delegation }: DelegatedNames): Check {
  return {
    id: `delegation:${name}`,
    kind: 'delegation',
    group: 'dns',
    ...titled('check.delegation', { name }),
    patience: 40 * second,
    ...(certificateId === undefined ? {} : { certificateId }),
    async look() {
      const found = await Promise.all(names.map(delegation))
      const evidence: Fact[] = found.map(({ record, target, state, found: seen }) =>
        fact(record, seen === null ? saying('seen.cname', { target, state }) : saying('seen.cname-found', { target, state, found: seen })),
      )
      const [first] = found.flatMap((each) => troubleWith(each) ?? [])
      if (first) return failed(first, evidence)
      if (found.some(({ state }) => state === 'unknown')) return skipped(saying('found.delegation-unknown'), evidence)
      return well(saying('found.delegation'), evidence)
    },
  }
}

/** With the codes of a run that fails for it. */
function troubleWith({ record, target, state, found }: Delegation): Trouble | undefined {
  if (state === 'missing') return trouble('DELEGATION_MISSING', { record, target })
  if (state === 'elsewhere') return trouble('DELEGATION_ELSEWHERE', { record, target, found: found ?? '' })
  return state === 'loop' ? trouble('DELEGATION_LOOP', { record, target, found: found ?? '' }) : undefined
}
