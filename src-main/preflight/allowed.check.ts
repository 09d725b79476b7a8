import type { Saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { CheckGroup } from '@mylzip/shared/operations/doctor.ts'
import type { Check } from '../doctor/check.port.ts'
import { titled, well } from '../doctor/verdict.policy.ts'

export interface Allowed {
  /** The kind; with what it is about, `limits:https://ca.test/dir`. */
  id: string
  group?: CheckGroup
  title: Saying
  /** ms; five seconds unless told. */
  patience?: number
  about?: readonly string[]
  /** Refuses as an order would, or says what is so. */
  ask(): Promise<Saying>
}

/** One thing that an order would be refused for at once, asked beforehand: with the same code, sentence and next step. */
export function checkAllowed({ id, group = 'certificates', title, patience = 5 * second, about, ask }: Allowed): Check {
  return {
    ...{ id, group, patience },
    ...titled(title.code, title.data),
    kind: id.replace(/:.*/s, ''),
    ...(about && { about }),
    look: async () => well(await ask()),
  }
}
