import { Problem, type ProblemDocument } from '../problem.ts'

interface Asked {
  type: string
  value: string
}

const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * The names an order is for: lower case, each once, in the order they were asked. Only names in a practice zone are
 * issued for, so that nothing made here could pass for a real host. Throws a problem with one subproblem for each name
 * that cannot be had (RFC 8555 §6.7.1).
 */
export function namesToOrder(identifiers: readonly Asked[], zones: readonly string[], maxNames: number): string[] {
  const faults = identifiers.flatMap((it) => faultOf(it, zones) ?? [])
  if (faults.length > 0) throw together(faults)
  const names = [...new Set(identifiers.map((it) => it.value.toLowerCase()))]
  if (names.length > maxNames) throw new Problem('malformed', `the profile allows ${maxNames} names, not ${names.length}`)
  return names
}

function faultOf({ type, value }: Asked, zones: readonly string[]): Problem | undefined {
  if (type !== 'dns') return new Problem('unsupportedIdentifier', `identifiers of type ${type} are not issued for here`)
  const name = value.toLowerCase()
  const identifier = { type: 'dns', value } as const
  const host = name.replace(/^\*\./, '')
  if (!hostName.test(host)) return new Problem('malformed', `${value} is not a host name`, { identifier })
  const inside = zones.some((zone) => host === zone || host.endsWith(`.${zone}`))
  if (inside) return undefined
  return new Problem('rejectedIdentifier', `${value} is not in a practice zone (${zones.join(', ')})`, { identifier })
}

function together(faults: readonly Problem[]): Problem {
  const [only] = faults
  if (only && faults.length === 1) return only
  const subproblems: ProblemDocument[] = faults.map((it) => it.document)
  return new Problem('rejectedIdentifier', `${faults.length} of the names cannot be issued for`, { subproblems })
}
