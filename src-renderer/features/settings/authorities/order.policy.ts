import type { Authority, AuthorityChoice } from '@mylzip/shared/operations/authorities.ts'

/** Those of the person's order, the first one first. */
export function inOrder(authorities: readonly Authority[]): Authority[] {
  return authorities.filter(({ position }) => position !== null).sort((one, other) => (one.position ?? 0) - (other.position ?? 0))
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
