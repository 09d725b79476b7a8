import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import type { Check, Trouble } from '../check.port.ts'
import { fact, failed, skipped, trouble, well } from '../verdict.policy.ts'

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
    title: `The CNAME by which ${name} is proven is there.`,
    patience: 40 * second,
    ...(certificateId === undefined ? {} : { certificateId }),
    async look() {
      const found = await Promise.all(names.map(delegation))
      const evidence: Fact[] = found.map(({ record, target, state, found: seen }) =>
        fact(record, `should be a CNAME of ${target}: ${state}${seen === null ? '' : ` (${seen})`}`),
      )
      const [first] = found.flatMap((each) => troubleWith(each) ?? [])
      if (first) return failed(first, evidence)
      if (found.some(({ state }) => state === 'unknown')) return skipped('Where the CNAME leads cannot be looked up from here.', evidence)
      return well('Every CNAME leads where it should.', evidence)
    },
  }
}

/** With the codes of a run that fails for it. */
function troubleWith({ record, target, state, found }: Delegation): Trouble | undefined {
  if (state === 'missing') return trouble('DELEGATION_MISSING', { record, target })
  if (state === 'elsewhere') return trouble('DELEGATION_ELSEWHERE', { record, target, found: found ?? '' })
  return state === 'loop' ? trouble('DELEGATION_LOOP', { record, target, found: found ?? '' }) : undefined
}
