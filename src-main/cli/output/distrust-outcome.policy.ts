import type { Certificate } from '@mylzip/shared/operations/values.ts'

export type Ordered = Pick<Certificate, 'id' | 'names' | 'directory' | 'fallbackDirectories' | 'current'>

/** A certificate that is ordered at an authority, and what becomes of its renewal without that one. */
export interface Dependent {
  certificateId: string
  name: string
  /** How long the one in use lasts; null where there is none yet. */
  notAfter: string | null
  /** Whether that authority is the first one it is ordered at, or one of those to try next. */
  ordered: 'first' | 'next'
  /** Where it is renewed then; none: it ends. */
  renewedAt: string[]
}

export interface DistrustOutcome {
  certificates: Dependent[]
  /** Whether new certificates are ordered there, and where else. */
  newOrders: { there: boolean; elsewhere: string[] }
}

/** What it means that an authority is not trusted any more by a root of its own. `used`: where new certificates are ordered, in order. */
export function distrustOutcome(directory: string, certificates: readonly Ordered[], used: readonly string[]): DistrustOutcome {
  const others = (all: readonly string[]) => [...new Set(all)].filter((each) => each !== directory)
  return {
    certificates: certificates.flatMap(({ id, names, directory: first, fallbackDirectories, current }) => {
      const inOrder = [first, ...fallbackDirectories]
      if (!inOrder.includes(directory)) return []
      const ordered = first === directory ? 'first' : 'next'
      return { certificateId: id, name: names[0] ?? id, notAfter: current?.notAfter ?? null, ordered, renewedAt: others(inOrder) }
    }),
    newOrders: { there: used.includes(directory), elsewhere: others(used) },
  }
}
