import { saying } from '@mylzip/shared/domain/saying.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { CertificateUse, Sight } from '../consumers/certificate-use.ts'
import { saidOfUse } from '../consumers/use-sentences.policy.ts'
import type { Verdict } from './check.port.ts'
import { fact, failed, skipped, trouble, warning, well } from './verdict.policy.ts'

/** Whether programs can present what they are set to, now and in a week. */
export function judgeUses({ uses, unread }: Pick<Sight, 'uses' | 'unread'>): Verdict {
  const evidence: Fact[] = [
    ...uses.map((use) => fact(saying('seen.target', { target: use.program.label }), saidOfUse(use).sentence)),
    ...unread.map(({ refusal, what }) => fact(what, `${refusal.code}: ${refusal.message}`)),
  ]
  const worst = uses.filter((use) => rank(use) > 0).sort((a, b) => rank(b) - rank(a))
  const [first] = worst
  if (first) {
    const about = worst.flatMap(({ own }) => own?.name ?? [])
    return { ...(rank(first) === mild ? warning : failed)(troubleOf(first), evidence), about }
  }
  const [missed] = unread
  if (missed) return { ...warning({ code: missed.refusal.code, data: missed.refusal.data }, evidence), about: [] }
  if (uses.length === 0) return skipped(saying('found.uses-none'))
  return well(saying('found.uses'), evidence)
}

const mild = 1

/** What is not ours may be meant so, or be left of a program that is gone: it is worth a word, and no more. */
function rank({ outlook, own, standing }: CertificateUse): number {
  if (outlook === 'broken') return own ? 3 : mild
  if (!own || standing === 'foreign') return 0
  return outlook === 'ended' ? 2 : outlook === 'ends-soon' ? mild : 0
}

function troubleOf({ notAfter, outlook, own, program, thumbprint }: CertificateUse) {
  if (outlook === 'broken') return trouble('PROGRAM_WITHOUT_CERTIFICATE', { program: program.label, thumbprint })
  return trouble('PROGRAM_LEFT_BEHIND', {
    program: program.label,
    version: own?.version ?? 0,
    name: own?.name ?? '',
    notAfter: notAfter === undefined ? '' : toTimestamp(notAfter),
  })
}
