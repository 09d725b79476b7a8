import type { Authority, AuthorityChoice } from '@mylzip/shared/operations/authorities.ts'

/** Those of the person's order, the first one first. */
export function inOrder(authorities: readonly Authority[]): Authority[] {
  return authorities.filter(({ position }) => position !== null).sort((one, other) => (one.position ?? 0) - (other.position ?? 0))
}

/** Where new certificates are ordered, the first one first: what the organisation has set, else the person's order, else what is usual. */
export function usedDirectories(set: readonly string[], order: readonly Pick<Authority, 'directory'>[], usual: string): readonly string[] {
  if (set.length > 0) return set
  return order.length > 0 ? order.map(({ directory }) => directory) : [usual]
}

export function choiceOf({ directory, label, staging }: Pick<Authority, 'directory' | 'label' | 'staging'>): AuthorityChoice {
  return { directory, label, ...(staging !== null && { staging }) }
}

/** The order with one of them a place further up (-1) or down (1). */
export function moved(order: readonly Authority[], directory: string, by: -1 | 1): AuthorityChoice[] {
  const from = order.findIndex((each) => each.directory === directory)
  const to = from + by
  const choices = order.map(choiceOf)
  const [one, other] = [choices[from], choices[to]]
  if (one === undefined || other === undefined) return choices
  return choices.with(from, other).with(to, one)
}
