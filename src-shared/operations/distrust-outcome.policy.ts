import type { Certificate } from './values.ts'

export type Ordered = Pick<Certificate, 'id' | 'names' | 'directory' | 'fallbackDirectories' | 'current'>

/** A certificate that came from an authority or is ordered there, and what becomes of its renewal without that one. */
export interface Dependent {
  certificateId: string
  name: string
  /** How long the one in use lasts; null where there is none yet. */
  notAfter: string | null
  /** Whether that authority is the first one it is ordered at, one of those to try next, or the one that the one in use came from alone. */
  ordered: 'first' | 'next' | 'before'
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
      if (![...inOrder, current?.directory].includes(directory)) return []
      const ordered = first === directory ? 'first' : inOrder.includes(directory) ? 'next' : 'before'
      return { certificateId: id, name: names[0] ?? id, notAfter: current?.notAfter ?? null, ordered, renewedAt: others(inOrder) }
    }),
    newOrders: { there: used.includes(directory), elsewhere: others(used) },
  }
}
