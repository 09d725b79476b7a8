/**
 * The place of a fact in a sentence: `{name}`; with `one` and `many` it is a number with what it counts, `{count|finding|findings}`.
 * `{@name}` is the place of a saying, by its code: nothing that anybody else has written is put there.
 */
export interface Place {
  name: string
  one: string | undefined
  many: string | undefined
  holdsSaying: boolean
}

type Facts = Readonly<Record<string, string | number>>

/** A sentence with places for facts, piece by piece, in whatever language it is. */
export function piecesOf(template: string): (string | Place)[] {
  const pieces: (string | Place)[] = []
  let end = 0
  for (const place of template.matchAll(/\{(@?)(\w+)(?:\|([^{|}]+)\|([^{|}]+))?\}/g)) {
    const [whole, mark, name = '', one, many] = place
    pieces.push(template.slice(end, place.index), { name, one, many, holdsSaying: mark === '@' })
    end = place.index + whole.length
  }
  return [...pieces, template.slice(end)].filter((piece) => piece !== '')
}

/**
 * The code of the saying that belongs in a place, and the facts that it is said from; undefined where the place is for a fact. Whatever a
 * fact looks like, it stays text: names, issuers and answers are chosen by others. None holds itself: its own code is not among its facts.
 */
export function heldIn({ holdsSaying, name }: Place, data: Facts): { code: string; data: Facts } | undefined {
  if (!holdsSaying) return undefined
  const { [name]: code = '', ...others } = data
  return { code: String(code), data: others }
}
