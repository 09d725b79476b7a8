import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { CertificateUse } from '@mylzip/shared/operations/consumers.ts'
import type { Certificate, Health } from '@mylzip/shared/operations/values.ts'

/** Worst first: what needs somebody is what one looks for. */
const urgency: Record<Health, number> = { 'not-protected': 0, attention: 1, working: 2, protected: 3 }

export const urgencyOf = ({ health }: Certificate): number => urgency[health]

/** When it ends; undefined before there is one. */
export const endOf = ({ current }: Certificate): Instant | undefined => (current === null ? undefined : fromTimestamp(current.notAfter))

/** "Practice Intermediate 1" of "CN=Practice Intermediate 1, O=…"; the organisation, else the whole, where there is no common name. */
export function commonNameOf(distinguishedName: string): string {
  const part = (type: string) => distinguishedName.match(new RegExp(`(?:^|[,+]\\s*)${type}=((?:\\\\.|[^,+\\\\])*)`, 'i'))?.[1]
  return (part('CN') ?? part('O') ?? distinguishedName).replaceAll(/\\(.)/g, '$1').trim()
}

/** The programs that are told of it, and those whose configuration names any version of it; each once. */
export function programsOf({ id, current }: Certificate, uses: readonly CertificateUse[]): string[] {
  const told = current?.consumers.map(({ label }) => label) ?? []
  const naming = uses.filter(({ certificate }) => certificate?.id === id).map(({ program, target }) => target?.label ?? program.label)
  return [...new Set([...told, ...naming])]
}
