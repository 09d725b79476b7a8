/** The place of a fact in a sentence: `{name}`; with `one` and `many` it is a number with what it counts, `{count|finding|findings}`. */
export interface Place {
  name: string
  one: string | undefined
  many: string | undefined
}

/** A sentence with places for facts, piece by piece, in whatever language it is. */
export function piecesOf(template: string): (string | Place)[] {
  const pieces: (string | Place)[] = []
  let end = 0
  for (const place of template.matchAll(/\{(\w+)(?:\|([^{|}]+)\|([^{|}]+))?\}/g)) {
    const [whole, name = '', one, many] = place
    pieces.push(template.slice(end, place.index), { name, one, many })
    end = place.index + whole.length
  }
  return [...pieces, template.slice(end)].filter((piece) => piece !== '')
}
